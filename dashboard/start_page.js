// What every page of Twinge does by itself, before Streamlit's own scripts run.
const EVERY_MS = 500
const ON_THE_WAY_MS = 10_000

// At an address such as /flags Streamlit's page first looks for its server under /flags/, which is never there: two
// errors in the console and a second lost. This tells it where the server is.
window.__streamlit = { BACKEND_BASE_URL: location.origin + "/" }

// Where a connection broke and is whole again, the page is asked for again; Streamlit does that only where it knows of a
// run that was going. The button is in every page, see ask_again in dashboard/components/page.py.
let isCut = false
new MutationObserver(() => {
  const wasCut = isCut
  isCut = !document.querySelector("[data-test-connection-state=CONNECTED]")
  if (wasCut && !isCut) document.querySelector(".st-key-ask_again button")?.click()
}).observe(document, { subtree: true, attributeFilter: ["data-test-connection-state"] })

// After a broken connection the server may begin another visit under a page that still shows the last one, filled in by
// half. It is opened anew, so that all of it is of one visit, and the cookie has it said.
let visit
setInterval(() => {
  const now = document.querySelector("[data-visit]")?.dataset.visit
  if (!now || now === visit) return
  document.cookie = `twinge_broken=1;path=/;samesite=lax;max-age=${visit ? 60 : 0}`
  if (visit) location.reload()
  visit = now
}, EVERY_MS)

// Where this browser's login ended in another tab, or became somebody else's, nothing of this page is shown any more.
// A tab that is itself on its way to log in or out is left to arrive there.
const person = () => document.cookie.match(/twinge_person=(\w+)/)?.[1]
const was = person()
let isLeaving = false
const look = () => {
  if (isLeaving || person() === was) return
  isLeaving = true
  document.documentElement.style.display = "none"
  location.reload()
}
addEventListener("beforeunload", () => {
  isLeaving = true
  setTimeout(() => { isLeaving = false }, ON_THE_WAY_MS)
})
setInterval(look, EVERY_MS)
for (const shown of ["visibilitychange", "pageshow", "focus"]) addEventListener(shown, look, true)
