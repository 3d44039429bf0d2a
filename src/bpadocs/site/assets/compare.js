// Side by side: what a finding says where it is, from one to the next by key, and only what needs work.
"use strict";

(() => {
  const main = document.querySelector("main");
  const tools = main.querySelector("[data-tools]");
  tools.hidden = false;

  // What a mark is about, beside it

  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  document.body.append(tip);
  let about = null;
  let leaving = 0;

  const hide = () => {
    tip.hidden = true;
    about = null;
  };

  const place = (mark) => {
    const box = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = tip;
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8));
    const below = box.bottom + 6;
    const top = below + height < innerHeight ? below : Math.max(8, box.top - height - 6);
    tip.style.left = `${left}px`;
    tip.style.top = `${top}px`;
  };

  const show = (mark) => {
    clearTimeout(leaving);
    if (about === mark) return;
    about = mark;
    const said = mark.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id));
    tip.replaceChildren(...said.filter(Boolean).map((item) => {
      const copy = document.createElement("p");
      copy.className = item.className;
      for (const part of item.querySelectorAll(".level, .said, .fix")) copy.append(part.cloneNode(true), " ");
      return copy;
    }));
    tip.hidden = false;
    place(mark);
  };

  const leave = () => {
    leaving = setTimeout(hide, 200);
  };

  main.addEventListener("mouseover", (event) => {
    const mark = event.target.closest("a.mark");
    if (mark) show(mark);
    else if (about && document.activeElement !== about) leave();
  });
  main.addEventListener("focusin", (event) => {
    if (event.target.matches("a.mark")) show(event.target);
  });
  main.addEventListener("focusout", hide);
  tip.addEventListener("mouseenter", () => clearTimeout(leaving));
  tip.addEventListener("mouseleave", leave);
  addEventListener("scroll", () => about && place(about), { passive: true });

  // From one finding to the next: at its mark, or in the list where it has none

  const seen = (element) => element.checkVisibility();
  const stops = () => {
    const marked = new Set();
    const all = [];
    for (const element of main.querySelectorAll("a.mark, [data-finding]")) {
      if (!seen(element)) continue;
      if (element.matches("a.mark")) {
        for (const id of element.getAttribute("aria-describedby").split(" ")) marked.add(id);
        all.push(element);
      } else if (!marked.has(element.id)) {
        element.tabIndex = -1;
        all.push(element);
      }
    }
    return all;
  };

  let last = null;
  const step = (direction) => {
    const all = stops();
    if (!all.length) return;
    const from = all.indexOf(document.activeElement) >= 0 ? document.activeElement : last;
    const index = all.indexOf(from);
    const next = index < 0 && direction < 0 ? all.length - 1 : (index + direction + all.length) % all.length;
    last = all[next];
    last.focus({ preventScroll: true });
    last.scrollIntoView({ block: "center" });
    if (last.matches("a.mark")) show(last);
  };

  for (const button of tools.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => step(Number(button.dataset.step)));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "F8") {
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape" && about) hide();
  });

  // What is shown, kept from rule to rule

  const kept = (input, key, value) => {
    if (!input) return;
    const apply = () => main.classList.toggle(key, input.checked);
    try {
      if (sessionStorage.getItem(`bpa-${key}`) === "yes") input.checked = true;
    } catch { /* then it is as the page has it */ }
    apply();
    for (const one of value ?? [input]) {
      one.addEventListener("change", () => {
        apply();
        try {
          sessionStorage.setItem(`bpa-${key}`, input.checked ? "yes" : "no");
        } catch { /* then it holds for this page */ }
      });
    }
  };
  kept(tools.querySelector("[data-only-open]"), "only-open");
  kept(document.getElementById("bpa-source"), "as-source", document.querySelectorAll("[name=bpa-shown]"));
})();
