// Ticks that stay, and what is shown. Without it, the page is whole all the same.
"use strict";

const key = document.documentElement.dataset.key;
const items = [...document.querySelectorAll("[data-item]")];
const hide = document.querySelector("[data-hide]");
const levels = [...document.querySelectorAll("[data-level]")];

// A browser may refuse to keep anything; then ticks last as long as the page.
function remembered() {
  try {
    const found = JSON.parse(localStorage.getItem(key));
    return new Set(Array.isArray(found) ? found : []);
  } catch {
    return new Set();
  }
}

const done = remembered();

function remember() {
  try {
    localStorage.setItem(key, JSON.stringify([...done]));
  } catch {
    // nothing to be done about it
  }
}

function show() {
  const shown = new Set(levels.filter((box) => box.checked).map((box) => box.dataset.level));
  let ticked = 0;
  for (const item of items) {
    const isDone = done.has(item.dataset.item);
    ticked += isDone;
    item.classList.toggle("is-done", isDone);
    item.querySelector("[data-done]").checked = isDone;
    item.hidden = !shown.has(item.dataset.levelOf) || (hide.checked && isDone);
  }
  document.querySelector("[data-progress]").value = ticked;
  document.querySelector("[data-status]").textContent = `${ticked} of ${items.length} done`;
}

if (items.length) {
  document.querySelector("[data-tools]").hidden = false;
  document.addEventListener("change", (event) => {
    const item = event.target.closest("[data-item]");
    if (item && event.target.checked) done.add(item.dataset.item);
    else if (item) done.delete(item.dataset.item);
    if (item) remember();
    show();
  });
  show();
}

// On paper nobody can open anything.
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not([open])")) {
    details.open = true;
    details.dataset.opened = "";
  }
});
addEventListener("afterprint", () => {
  for (const details of document.querySelectorAll("[data-opened]")) {
    details.open = false;
    delete details.dataset.opened;
  }
});
