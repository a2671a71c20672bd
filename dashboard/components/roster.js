// The rows are markup made on the server. A tap on the button of a row tells whose it is.

export default ({parentElement, data, setTriggerValue}) => {
  const list = parentElement.querySelector(".tw-roster")
  if (list.rows !== data.rows) {
    list.innerHTML = data.rows
    list.rows = data.rows
  }
  list.onclick = event => {
    const tapped = event.target.closest("button[data-athlete]")
    if (tapped) setTriggerValue("athlete", tapped.dataset.athlete)
  }
}
