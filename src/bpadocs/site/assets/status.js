// The map: filters and sorting. Without this the whole map is there, in the order of the titles.
"use strict";

(() => {
  const form = document.querySelector("[data-filters]");
  const table = document.querySelector("[data-map]");
  const none = document.querySelector("[data-none]");
  const body = table.tBodies[0];
  const tag = document.documentElement.lang;
  const SEVERITIES = [...form.elements.severity.options].map((one) => one.value); // the worst first
  const STATES = ["missing", "stale", "edited", "untracked", "carried", "current"];
  const LEVELS = ["error", "warning", "hint", ""];

  const rows = [...body.rows].map((row) => ({
    row,
    title: row.querySelector("a").textContent,
    category: row.dataset.category,
    named: row.querySelector(".category").textContent,
    severity: row.dataset.severity,
    product: row.dataset.product,
    cells: Object.fromEntries([...row.querySelectorAll("[data-language]")].map((cell) => [cell.dataset.language, { ...cell.dataset }])),
  }));
  // A long map shows its first rows, and more as the reader comes to their end: a browser lays out what it must show.
  const STEP = 100;
  const more = document.querySelector("[data-more]");
  let order = rows;
  let limit = STEP;

  const show = () => {
    let place = 0;
    for (const one of order) {
      const shown = one.fit && place < limit;
      place += one.fit;
      if (one.row.hidden === shown) one.row.hidden = !shown;
    }
    more.hidden = place <= limit;
  };

  const showMore = (rest = STEP) => {
    limit += rest;
    show();
  };

  more.addEventListener("click", () => {
    const next = order.filter((one) => one.fit)[limit];
    showMore();
    next.row.querySelector("a").focus({ preventScroll: true });
  });
  const end = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    showMore();
    end.unobserve(more); // or it would stay silent where the end is still near
    end.observe(more);
  }, { rootMargin: "600px" });
  end.observe(more);
  addEventListener("beforeprint", () => showMore(Infinity));

  const languages = [...table.tHead.querySelectorAll("[data-language]")].map((cell) => cell.dataset.language);

  const inState = (cell, wanted) => !wanted || cell.state === wanted || (wanted === "open" && "open" in cell);
  const hasFound = (cell, wanted) => !wanted || LEVELS.indexOf(cell.found) <= LEVELS.indexOf(wanted);
  const isRead = (cell, wanted) => {
    if (!wanted) return true;
    if (wanted === "machine") return "machine" in cell;
    return ("reviewed" in cell) === (wanted === "yes");
  };
  const fits = (cell, wanted) => inState(cell, wanted.state) && hasFound(cell, wanted.found) && isRead(cell, wanted.review);

  // Order: by title, unless something else was chosen

  const collator = new Intl.Collator(tag, { numeric: true });
  const urgency = (cell) => [cell.found === "error" ? 0 : 1, STATES.indexOf(cell.state), LEVELS.indexOf(cell.found)];
  const before = (a, b) => a.map((value, place) => value - b[place]).find(Boolean) ?? 0;
  const worst = (one) => languages.map((language) => urgency(one.cells[language])).sort(before)[0];
  const bySeverity = (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
  const byTitle = (a, b) => collator.compare(a.title, b.title);
  const orders = {
    severity: bySeverity,
    category: (a, b) => collator.compare(a.named, b.named),
    work: (a, b) => before(worst(a), worst(b)) || bySeverity(a, b),
  };
  for (const language of languages) {
    orders[language] = (a, b) => before(urgency(a.cells[language]), urgency(b.cells[language]));
  }

  const heads = [...table.tHead.rows[0].cells];
  let sorted = "";
  const sort = (key) => {
    if (key === sorted) return;
    sorted = key;
    for (const head of heads) head.setAttribute("aria-sort", head.dataset.key === key ? "ascending" : "none");
    order = key ? [...rows].sort((a, b) => orders[key](a, b) || byTitle(a, b)) : rows;
    body.append(...order.map((one) => one.row));
  };
  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      form.elements.sort.value = head.dataset.key === sorted ? "" : head.dataset.key;
      changed();
    });
  }

  const filter = (wanted) => {
    const chosen = wanted.lang ? wanted.lang.split(",") : languages;
    for (const one of rows) {
      one.fit = (!wanted.product || one.product === wanted.product)
        && (!wanted.severity || one.severity === wanted.severity)
        && (!wanted.category || one.category === wanted.category)
        && chosen.some((language) => fits(one.cells[language], wanted));
    }
    const shown = rows.filter((one) => one.fit).length;
    limit = STEP;
    sort(wanted.sort);
    show();
    for (const cell of table.querySelectorAll("[data-language]")) {
      const hidden = !chosen.includes(cell.dataset.language);
      if (cell.hidden !== hidden) cell.hidden = hidden;
    }
    none.hidden = shown > 0 || !rows.length;
    table.hidden = shown === 0;
    return [shown, rows.length];
  };

  const changed = window.bpaFilters(form, "#rules", filter, (filtered) => {
    if (!filtered) return;
    const heading = document.getElementById("rules");
    heading.scrollIntoView();
    heading.focus({ preventScroll: true });
  });
  body.dataset.ready = "";
})();
