// A form of filters above a list; what was chosen stands in the address. Without this all of the list is there.
"use strict";

// `filter` is given what is chosen, shows what fits, and returns of how many it shows how many. `came` is told whether
// the address, at first and whenever it changes, has such a choice: it stands behind the anchor.
window.bpaFilters = (form, anchor, filter, came) => {
  const status = form.querySelector("[data-shown-status]");
  const counted = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: "latn" });
  const fields = form.querySelectorAll("select, input");
  const several = [...form.querySelectorAll("[data-several]")];

  // Of boxes of one name, several may be ticked: their values stand in a row
  const values = () => {
    const found = Object.fromEntries([...fields].map((field) => [field.name, ""]));
    for (const [name, value] of new FormData(form)) found[name] = found[name] ? `${found[name]},${value}` : value;
    return found;
  };

  // What is ticked in a closed list stands on it
  const tell = () => {
    for (const list of several) {
      const chosen = list.querySelector("[data-chosen]");
      const ticked = [...list.querySelectorAll("input:checked")].map((box) => box.dataset.shown);
      chosen.textContent = ticked.join(", ") || chosen.dataset.all;
      chosen.classList.toggle("codes", ticked.length > 0);
    }
  };

  const apply = () => {
    const [shown, total] = filter(values());
    tell();
    status.textContent = form.dataset.shown
      .replace("{count}", counted.format(shown))
      .replace("{total}", counted.format(total));
  };

  const changed = () => {
    apply();
    const chosen = Object.entries(values()).filter(([, value]) => value);
    const words = new URLSearchParams(chosen).toString().replaceAll("%2C", ",");
    const bare = anchor === "#" ? location.pathname : anchor;
    history.replaceState(null, "", words ? `${anchor}?${words}` : bare);
  };

  const recall = () => {
    const [hash, words] = location.hash.split("?");
    const here = hash === anchor && words !== undefined;
    if (here) {
      const wanted = new URLSearchParams(words);
      for (const field of fields) {
        const value = wanted.get(field.name) ?? "";
        if (field.type === "checkbox") {
          field.checked = value.split(",").includes(field.value);
          continue;
        }
        field.value = value;
        if (field.value !== value) field.value = ""; // there is no such choice
      }
      apply();
    }
    came?.(here);
  };

  for (const field of fields) field.addEventListener(field.matches("select, [type=checkbox]") ? "change" : "input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed));
  addEventListener("hashchange", recall);
  form.hidden = false;
  apply();
  recall();
  return changed;
};
