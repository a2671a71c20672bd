export default function ({ parentElement, data, setTriggerValue }) {
  const map = parentElement.querySelector(".map");
  for (const [name, colour] of Object.entries(data.look)) {
    map.style.setProperty("--" + name.replace("_", "-"), colour);
  }
  const parts = [...map.querySelectorAll(".part")];
  parts.forEach((part) => {
    const name = data.called[part.dataset.place];
    part.setAttribute("aria-label", name);
    part.querySelector("title").textContent = name;
  });
  const mark = (marked) =>
    parts.forEach((part) => part.setAttribute("aria-pressed", String(marked.includes(part.dataset.place))));
  mark(data.marked);
  const choose = (part) => {
    mark([part.dataset.place]);
    setTriggerValue("place", part.dataset.place);
  };
  parts.forEach((part) => {
    part.onclick = () => choose(part);
    part.onkeydown = (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        choose(part);
      }
    };
  });
}
