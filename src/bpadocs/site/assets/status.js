// The map: filters and sorting. Without this the whole map is there, in the order of the titles.
"use strict";

(() => {
  const form = document.querySelector("[data-filters]");
  const table = document.querySelector("[data-map]");
  const none = document.querySelector("[data-none]");
  const status = form.querySelector("[data-shown-status]");
  const body = table.tBodies[0];
  const tag = document.documentElement.lang;
  const SEVERITIES = [...form.elements.severity.options].map((one) => one.value); // the worst first
  const STATES = ["missing", "stale", "edited", "untracked", "carried", "current"];

  const rows = [...body.rows].map((row) => ({
    row,
    title: row.cells[0].textContent,
    ...row.dataset,
    cells: Object.fromEntries([...row.querySelectorAll("[data-language]")].map((cell) => [cell.dataset.language, cell])),
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

  const fits = (state, wanted) => !wanted || state === wanted || (wanted === "open" && state !== "current");

  const values = () => Object.fromEntries(new FormData(form));

  const filter = () => {
    const wanted = values();
    for (const one of rows) {
      one.fit = (!wanted.product || one.product === wanted.product)
        && (!wanted.severity || one.severity === wanted.severity)
        && (!wanted.category || one.category === wanted.category)
        && (wanted.lang ? [wanted.lang] : languages).some((language) => fits(one.cells[language].dataset.state, wanted.state));
    }
    const shown = rows.filter((one) => one.fit).length;
    limit = STEP;
    show();
    for (const cell of table.querySelectorAll("[data-language]")) {
      const hidden = Boolean(wanted.lang) && cell.dataset.language !== wanted.lang;
      if (cell.hidden !== hidden) cell.hidden = hidden;
    }
    none.hidden = shown > 0;
    table.hidden = shown === 0;
    status.textContent = form.dataset.shown
      .replace("{count}", shown.toLocaleString(tag))
      .replace("{total}", rows.length.toLocaleString(tag));
  };

  const remember = () => {
    const words = new URLSearchParams(Object.entries(values()).filter(([, value]) => value)).toString();
    history.replaceState(null, "", words ? `#rules?${words}` : "#rules");
  };

  const recall = () => {
    const [anchor, words] = location.hash.split("?");
    if (anchor !== "#rules" || words === undefined) return;
    const wanted = new URLSearchParams(words);
    for (const select of form.querySelectorAll("select")) {
      const value = wanted.get(select.name) ?? "";
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
    }
    filter();
    const heading = document.getElementById("rules");
    heading.scrollIntoView();
    heading.focus({ preventScroll: true });
  };

  form.addEventListener("change", () => { filter(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { filter(); remember(); }));
  addEventListener("hashchange", recall);

  // Sorting

  const collator = new Intl.Collator(tag, { numeric: true });
  const orders = {
    title: (a, b) => collator.compare(a.title, b.title),
    severity: (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
    category: (a, b) => collator.compare(a.row.cells[2].textContent, b.row.cells[2].textContent),
  };
  for (const language of languages) {
    const rank = (one) => STATES.indexOf(one.cells[language].dataset.state);
    orders[language] = (a, b) => rank(a) - rank(b);
  }

  const heads = [...table.tHead.rows[0].cells];
  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const compare = orders[head.dataset.key];
      order = [...rows].sort((a, b) => (down ? compare(b, a) : compare(a, b)) || orders.title(a, b));
      limit = STEP;
      show();
      body.append(...order.map((one) => one.row));
    });
  }

  form.hidden = false;
  filter();
  body.dataset.ready = "";
  recall();
})();
