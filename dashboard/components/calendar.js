// A year of days: twelve months of buttons. Arrow keys move by day and week, Page Up and Down by month.
// On a narrow screen the months are the targets, and the one that is opened shows its days large.

const NARROW = 640

const make = (tag, classes, more = {}) => {
  const made = document.createElement(tag)
  made.className = classes
  for (const [name, value] of Object.entries(more)) made.setAttribute(name, value)
  return made
}

const share = (element, name, value) => element.style.setProperty(name, value)

// What is seen of a day: bands above, the pain, and the distance below.
const fill = (cell, day) => {
  for (const band of day.bands) cell.append(make("i", `band ${band.kind} ${band.edges}`))
  const pain = make("b", day.pain === null ? "pain none" : "pain")
  if (day.pain !== null) {
    share(pain, "background", `var(--pain-${Math.round(day.pain)})`)
    share(pain, "color", `var(--on-pain-${Math.round(day.pain)})`)
  }
  pain.textContent = day.number
  const run = make("u", day.run === null ? "run unknown" : "run")
  if (day.run > 0) run.append(make("s", ""))
  share(run, "--run", `${Math.round(100 * (day.run ?? 0))}%`)
  cell.append(pain, run)
}

const dayCell = (day, view) => {
  if (day.is_out) return make("span", "out", {"aria-hidden": "true"})
  const chosen = day.date === view.data.chosen
  const cell = make("button", chosen ? "day chosen" : "day", {
    type: "button", "aria-label": day.label, "aria-pressed": String(chosen), "data-date": day.date,
    tabindex: day.date === view.data.chosen ? "0" : "-1",
  })
  fill(cell, day)
  cell.onclick = () => view.choose(day.date)
  return cell
}

const daysOf = (month, view, asButtons) => {
  const grid = make("div", "days")
  for (const name of view.data.weekdays) {
    const head = make("span", "weekday", {"aria-hidden": "true"})
    head.textContent = name
    grid.append(head)
  }
  for (let n = 0; n < month.lead; n++) grid.append(make("span", "out", {"aria-hidden": "true"}))
  for (const day of month.days) {
    if (asButtons) grid.append(dayCell(day, view))
    else {
      const cell = make("span", day.is_out ? "out" : "day", {"aria-hidden": "true"})
      if (!day.is_out) fill(cell, day)
      grid.append(cell)
    }
  }
  return grid
}

const wideMonth = (month, view) => {
  const box = make("section", "month", {"aria-label": month.name})
  const title = make("h3", "")
  title.textContent = month.name
  box.append(title, daysOf(month, view, true))
  return box
}

const smallMonth = (month, view) => {
  const open = month.name === view.opened
  const box = make("button", open ? "month small opened" : "month small", {
    type: "button", "aria-label": month.label, "aria-expanded": String(open),
  })
  const title = make("strong", "")
  title.textContent = month.short
  box.append(title, daysOf(month, view, false))
  box.onclick = () => { view.opened = month.name; view.draw() }
  return box
}

const moves = {ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, PageUp: -30, PageDown: 30}

const onKey = (view, event) => {
  const cells = [...view.root.querySelectorAll("button.day")]
  const at = cells.indexOf(event.target)
  const by = event.key === "Home" ? -cells.length : event.key === "End" ? cells.length : moves[event.key]
  if (at < 0 || by === undefined) return
  event.preventDefault()
  const to = cells[Math.max(0, Math.min(cells.length - 1, at + by))]
  for (const cell of cells) cell.tabIndex = cell === to ? 0 : -1
  to.focus()
}

const draw = view => {
  const {root, data} = view
  const narrow = root.clientWidth < NARROW
  const focused = root.getRootNode().activeElement?.dataset?.date
  root.replaceChildren()
  const months = make("div", narrow ? "months narrow" : "months")
  for (const month of data.months) months.append(narrow ? smallMonth(month, view) : wideMonth(month, view))
  root.append(months)
  if (narrow) {
    const opened = data.months.find(month => month.name === view.opened) ?? data.months.at(-1)
    const large = wideMonth(opened, view)
    large.classList.add("large")
    root.append(large)
  }
  if (!root.querySelector('button.day[tabindex="0"]')) root.querySelector("button.day")?.setAttribute("tabindex", "0")
  if (focused) root.querySelector(`button.day[data-date="${focused}"]`)?.focus({preventScroll: true})
  view.wasNarrow = narrow
}

export default function (component) {
  const {data, parentElement, setTriggerValue} = component
  const root = parentElement.querySelector(".calendar")
  const view = root.view ?? (root.view = {root})
  const monthOf = date => data.months.find(month => month.days.some(day => day.date === date))?.name
  if (view.data?.chosen !== data.chosen || !monthOf) view.opened = monthOf(data.chosen) ?? data.months.at(-1).name
  const said = JSON.stringify(data)
  view.choose = date => setTriggerValue("day", date)
  view.draw = () => draw(view)
  const isNew = view.said !== said
  view.data = data
  view.said = said
  root.setAttribute("aria-label", data.label)
  root.onkeydown = event => onKey(view, event)
  if (isNew) view.draw()
  if (!view.watch) {
    view.watch = new ResizeObserver(() => {
      if ((root.clientWidth < NARROW) !== view.wasNarrow) view.draw()
    })
    view.watch.observe(root)
  }
}
