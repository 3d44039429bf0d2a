// Where translators work, while `bpa serve --edit` runs: texts are checked as they are typed, saved and confirmed.
// What is typed is kept in this browser until it is saved; what somebody else has written is never overwritten.
"use strict";

(() => {
  const { own, exchange, make } = window.bpaLive;
  const { words } = own;
  const locale = document.documentElement.dataset.locale;
  const desk = document.querySelector("[data-desk]");

  // The ways here

  const nav = document.querySelector(".main-nav");
  const way = make("a", { href: `/${locale}/translate.html` }, words.translate);
  if (/^\/[^/]+\/(translate[./]|changes\.html)/.test(location.pathname)) way.setAttribute("aria-current", "page");
  nav?.append(way);

  const compared = location.pathname.match(/^\/([^/]+)\/compare\/(.+)$/);
  // a page of the source has one side only
  if (compared && !document.querySelector(".row.single")) {
    for (const heading of document.querySelectorAll("main h2[id^=field-]")) {
      const link = make("a", { class: "translate-here", href: `/${compared[1]}/translate/${compared[2]}#${heading.id}` }, words.translate_here);
      const own = heading.nextElementSibling;
      (own?.matches("[data-link]") ? own : heading).after(link);
    }
  }

  if (!desk) return;
  const { rule, language } = desk.dataset;
  const help = desk.querySelector("[data-help]");
  const narrow = matchMedia("(max-width: 78rem)");

  // Talking to the server

  const send = async (what, content, again = true) => {
    const response = await fetch(`/_serve/${what}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Bpa-Token": own.token },
      body: JSON.stringify(content),
    });
    if (response.status === 403 && again) {
      // the server has been started anew
      await exchange();
      return send(what, content, false);
    }
    const type = response.headers.get("Content-Type") ?? "";
    return { status: response.status, content: type.includes("json") ? await response.json() : { message: response.statusText } };
  };

  // The texts of a page are checked one after the other when it is opened, the one that is typed at once
  let checks = Promise.resolve();
  const inTurn = (check) => {
    checks = checks.then(check, check);
  };

  // Kept in this browser

  const kept = (field) => `bpa-text ${own.project} ${rule} ${language} ${field}`;
  const keep = (field, content) => {
    try {
      if (content) localStorage.setItem(kept(field), JSON.stringify(content));
      else localStorage.removeItem(kept(field));
    } catch { /* without room, it is in the page alone */ }
  };
  const remembered = (field) => {
    try {
      return JSON.parse(localStorage.getItem(kept(field)));
    } catch {
      return null;
    }
  };

  // Places in a text: the server counts characters, the browser halves of some
  const unitsOf = (text, characters) => [...text].slice(0, characters).join("").length;

  const same = (a, b) => Object.keys({ ...a, ...b }).every((form) => a[form] === b[form]);

  // What differs between two texts, word by word
  const difference = (before, after) => {
    const from = before.match(/\s+|[^\s]+/gu) ?? [];
    const to = after.match(/\s+|[^\s]+/gu) ?? [];
    if (from.length * to.length > 1000000) return [make("del", {}, before), " ", make("ins", {}, after)];
    const best = Array.from({ length: from.length + 1 }, () => new Int32Array(to.length + 1));
    for (let i = from.length - 1; i >= 0; i -= 1) {
      for (let j = to.length - 1; j >= 0; j -= 1) {
        best[i][j] = from[i] === to[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
      }
    }
    const pieces = [];
    let i = 0;
    let j = 0;
    while (i < from.length || j < to.length) {
      if (i < from.length && j < to.length && from[i] === to[j]) {
        pieces.push(from[i]);
        i += 1;
        j += 1;
      } else if (j >= to.length || (i < from.length && best[i + 1][j] >= best[i][j + 1])) {
        pieces.push(make("del", {}, from[i]));
        i += 1;
      } else {
        pieces.push(make("ins", {}, to[j]));
        j += 1;
      }
    }
    return pieces;
  };

  const rows = new Map();
  let active = null;

  class Row {
    constructor(section) {
      this.section = section;
      this.field = section.dataset.field;
      this.areas = new Map([...section.querySelectorAll("textarea")].map((area) => [area.dataset.box, area]));
      this.base = JSON.parse(section.dataset.base);
      this.began = this.inFile();
      this.findings = [];
      this.broken = false;
      this.conflict = null;
      this.asked = 0;
      this.done = "";
      this.at = -1;
      this.timer = 0;
      for (const area of this.areas.values()) {
        area.addEventListener("input", () => this.typed());
        area.addEventListener("focus", () => activate(this));
      }
      section.addEventListener("click", (event) => this.clicked(event));
      section.querySelector("[data-reason]")?.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.isComposing) return;
        event.preventDefault();
        this.save("still-right");
      });
      this.restore();
      this.paint();
      if (this.isOpen) inTurn(() => (this.asked ? null : this.check()));
    }

    get isOpen() { return this.section.classList.contains("open"); }
    get state() { return this.section.dataset.state; }
    get texts() { return Object.fromEntries([...this.areas].map(([form, area]) => [form, area.value])); }
    get isDirty() { return !same(this.texts, this.began); }
    get isEmpty() { return !Object.values(this.texts).some((text) => text.trim()); }
    get errors() { return this.findings.filter((finding) => finding.level === "error").length; }

    inFile() { return Object.fromEntries([...this.areas].map(([form, area]) => [form, area.defaultValue])); }

    write(texts) {
      for (const [form, area] of this.areas) area.value = texts[form] ?? "";
    }

    restore() {
      const before = remembered(this.field);
      if (!before) return;
      if (same(before.texts, this.began) || !same(Object.keys(before.texts).sort(), Object.keys(this.began).sort())) {
        keep(this.field, null);
        return;
      }
      this.section.classList.add("open");
      this.write(before.texts);
      const now = { base: this.base, forms: this.began };
      const isMoved = before.base.target !== this.base.target || before.base.english !== this.base.english;
      this.base = before.base;
      this.began = before.began;
      if (isMoved) this.disagree(now);
      this.say(words.restored);
    }

    // What is shown

    say(text, kind = "") {
      const said = this.section.querySelector(".work-said");
      said.textContent = text;
      said.className = `work-said ${kind}`;
    }

    paint() {
      for (const [form, area] of this.areas) this.paintBox(form, area);
      const isNew = this.isDirty;
      const stops = this.broken || this.isEmpty || this.conflict !== null;
      const confirms = isNew || ["untracked", "edited", "carried"].includes(this.state);
      this.enable("confirm", !stops && confirms && !this.errors);
      this.enable("draft", !stops && isNew);
      this.enable("reviewed", !stops && !isNew && !this.errors);
      this.enable("still-right", !stops && !isNew);
      this.section.querySelector("[data-back]").hidden = !isNew || this.conflict !== null;
      this.section.classList.toggle("dirty", isNew);
      if (this === active) printed(this);
    }

    enable(say, can) {
      const button = this.section.querySelector(`[data-say=${say}]`);
      if (button) button.disabled = !can;
    }

    paintBox(form, area) {
      const mirror = area.previousElementSibling;
      const text = area.value;
      const marks = this.findings
        .filter((finding) => (finding.form || form) === form && finding.end > finding.start)
        .map((finding) => ({ ...finding, from: unitsOf(text, finding.start), to: unitsOf(text, finding.end) }))
        // a mark over all of a text would say nothing
        .filter(({ from, to }) => to - from < text.length)
        .sort((a, b) => a.from - b.from);
      const pieces = [];
      let done = 0;
      for (const { from, to, level, message } of marks) {
        if (from < done) continue;
        pieces.push(text.slice(done, from), make("span", { class: `wave ${level}`, title: message }, text.slice(from, to)));
        done = to;
      }
      // a line break at the end of a text has a line only with something behind it
      // a suggestion in an empty box needs room as well
      mirror.replaceChildren(...pieces, `${text.slice(done) || (text ? "" : area.placeholder)}\u200b`);
    }

    list() {
      const list = this.section.querySelector(".work-findings");
      list.replaceChildren(...this.findings.map((finding, number) => {
        const item = make("li", { class: finding.level },
          make("span", { class: "work-level" }, words[finding.level]), " ",
          make("span", { class: "message", lang: "en", dir: "ltr" }, finding.form ? `${finding.form}: ${finding.message}` : finding.message), " ");
        if (finding.fix) item.append(make("button", { type: "button", "data-fix": number, "aria-keyshortcuts": "Alt+Enter" }, words.fix), " ");
        const token = finding.check === "argument-missing" && finding.message.match(/\{\w+\}/)?.[0];
        if (token) item.append(make("button", { type: "button", "data-insert": token, "data-form": finding.form }, words.insert), " ");
        item.append(make("button", { type: "button", class: "work-check", "data-explain": finding.check, "aria-label": words.explain.replace("{check}", finding.check) }, finding.check));
        return item;
      }));
    }

    // What is typed

    typed() {
      keep(this.field, this.isDirty ? { texts: this.texts, base: this.base, began: this.began } : null);
      this.done = "";
      // until the new text is checked, what is known is of another one
      this.findings = [];
      this.say(this.isDirty ? words.unsaved : "");
      this.paint();
      this.checkSoon(150);
    }

    checkSoon(pause) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.check(), pause);
    }

    async check() {
      this.asked += 1;
      const mine = this.asked;
      let answer;
      try {
        answer = await send("check", { rule, language, field: this.field, forms: this.texts });
      } catch {
        return; // the badge says that the server is gone
      }
      if (mine !== this.asked || answer.status !== 200) return;
      this.findings = answer.content.findings;
      this.broken = Boolean(answer.content.broken);
      this.list();
      this.paint();
      if (this.isEmpty) {
        this.say("");
        return;
      }
      const checked = words.checked.replace("{ms}", answer.content.ms);
      const blocked = this.errors ? ` · ${words.blocked.replace("{count}", this.errors)}` : "";
      const before = this.isDirty ? words.unsaved : this.done;
      this.say((before ? `${before} · ` : "") + checked + blocked, this.errors ? "error" : this.done ? "good" : "");
    }

    insert(before, after = "", form = null) {
      const focused = this.areas.get(form) ?? [...this.areas.values()].find((area) => area === last) ?? [...this.areas.values()][0];
      focused.focus();
      const chosen = focused.value.slice(focused.selectionStart, focused.selectionEnd);
      const start = focused.selectionStart;
      put(focused, start, focused.selectionEnd, before + chosen + after);
      const at = start + before.length + chosen.length;
      focused.setSelectionRange(at, at);
    }

    fix(finding) {
      const form = finding.form || [...this.areas.keys()][0];
      const area = this.areas.get(form);
      const { start, end, text } = finding.fix;
      area.focus();
      put(area, unitsOf(area.value, start), unitsOf(area.value, end), text);
    }

    fixHere() {
      const area = [...this.areas.values()].find((one) => one === document.activeElement);
      const at = area?.selectionStart ?? 0;
      const fixes = this.findings.filter((finding) => finding.fix);
      const here = fixes.find((finding) => area && (finding.form || area.dataset.box) === area.dataset.box
        && unitsOf(area.value, finding.start) <= at && at <= unitsOf(area.value, finding.end));
      const chosen = here ?? fixes[0];
      if (chosen) this.fix(chosen);
    }

    nextFinding(step) {
      if (!this.findings.length) return;
      this.at = (this.at + step + this.findings.length) % this.findings.length;
      const finding = this.findings[this.at];
      const area = this.areas.get(finding.form) ?? [...this.areas.values()][0];
      area.focus();
      area.setSelectionRange(unitsOf(area.value, finding.start), unitsOf(area.value, finding.end));
      this.section.querySelectorAll(".work-findings li").forEach((item, number) => item.classList.toggle("at", number === this.at));
    }

    back() {
      this.conflict = null;
      this.section.querySelector(".conflict").hidden = true;
      this.begin();
      this.write(this.began);
      this.typed();
    }

    // The text of the file is where one begins
    begin() {
      this.base = JSON.parse(this.section.dataset.base);
      this.began = this.inFile();
    }

    // Saving

    async save(say) {
      const button = this.section.querySelector(`[data-say=${say}]`);
      if (!button || button.disabled) return false;
      const reason = this.section.querySelector("[data-reason]");
      if (say === "still-right" && !reason.value.trim()) {
        reason.focus();
        return false;
      }
      clearTimeout(this.timer);
      this.asked += 1;
      this.say(words.saving);
      const texts = this.texts;
      let answer;
      try {
        answer = await send("save", { rule, language, field: this.field, forms: texts, base: this.base, say, reason: reason?.value ?? "" });
      } catch {
        this.say(words.offline, "error");
        return false;
      }
      const { status, content } = answer;
      if (status === 409) {
        this.disagree(content);
        return false;
      }
      if (status !== 200) {
        this.say(words.failed.replace("{reason}", content.message), "error");
        if (content.findings) {
          this.findings = content.findings;
          this.list();
          this.paint();
        }
        return false;
      }
      this.base = content.base;
      this.began = content.forms;
      // what was typed while it was saved is not saved
      if (same(this.texts, texts)) {
        this.write(content.forms);
        keep(this.field, null);
      } else this.typed();
      this.done = { draft: words.saved, confirm: words.confirmed, reviewed: words.reviewed, "still-right": words.kept }[say];
      await exchange();
      this.say(this.done, "good");
      this.checkSoon(0);
      return true;
    }

    // Somebody else has written

    disagree(now) {
      if (same(now.forms, this.texts)) {
        this.conflict = null;
        this.base = now.base;
        this.began = now.forms;
        keep(this.field, null);
        this.paint();
        return;
      }
      this.conflict = now;
      const isText = now.base.target !== this.base.target;
      const box = this.section.querySelector(".conflict");
      const parts = [make("p", { class: "conflict-title", role: "alert" }, isText ? words.conflict : words.conflict_english)];
      if (isText) {
        const columns = make("div", { class: "three" });
        for (const [form, before] of Object.entries(this.began)) {
          const theirs = now.forms[form] ?? "";
          columns.append(
            this.version(words.before, form, [before || make("em", {}, words.empty)]),
            this.version(words.theirs, form, difference(before, theirs)),
            this.version(words.yours, form, difference(before, this.texts[form])),
          );
        }
        parts.push(columns);
      }
      const mine = make("button", { type: "button" }, words.keep_mine);
      mine.addEventListener("click", () => this.settle(now, this.texts));
      const theirs = make("button", { type: "button" }, words.take_theirs);
      theirs.addEventListener("click", () => this.settle(now, now.forms));
      parts.push(make("p", { class: "conflict-ways" }, mine, " ", ...(isText ? [theirs] : [])));
      box.replaceChildren(...parts);
      box.hidden = false;
      this.section.classList.add("open");
      this.say("");
      this.paint();
    }

    version(name, form, pieces) {
      const { lang, dir } = this.section.querySelector(".stack");
      return make("div", { class: "version" }, make("h4", {}, this.areas.size > 1 ? `${name} (${form})` : name), make("div", { class: "words", lang, dir }, ...pieces));
    }

    settle(now, texts) {
      this.conflict = null;
      this.section.querySelector(".conflict").hidden = true;
      this.base = now.base;
      this.began = now.forms;
      this.write(texts);
      this.typed();
      this.focus();
    }

    // The page has been exchanged
    renew() {
      const now = JSON.parse(this.section.dataset.base);
      const wasOpen = this.isDirty || this.conflict || this === active;
      if (wasOpen) this.section.classList.add("open");
      if (now.target !== this.base.target || now.english !== this.base.english) {
        if (!this.isDirty) {
          this.begin();
          this.write(this.began);
          this.checkSoon(0);
        } else this.disagree({ base: now, forms: this.inFile() });
      }
      this.paint();
    }

    focus() {
      this.section.classList.add("open");
      const [first] = this.areas.values();
      if (document.activeElement === first) return;
      first.focus();
      first.setSelectionRange(first.value.length, first.value.length);
    }

    clicked(event) {
      const button = event.target.closest("button");
      if (!button) {
        activate(this);
        return;
      }
      if (button.dataset.say) this.save(button.dataset.say);
      else if ("back" in button.dataset) this.back();
      else if ("insert" in button.dataset) this.insert(button.dataset.insert, button.dataset.after, button.dataset.form);
      else if ("fix" in button.dataset) this.fix(this.findings[Number(button.dataset.fix)]);
      else if ("explain" in button.dataset) explain(button.dataset.explain);
      else if ("open" in button.dataset) this.focus();
    }
  }

  // So that the browser's own “undo” knows of it
  const put = (area, start, end, text) => {
    area.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, text)) {
      area.setRangeText(text, start, end, "end");
      area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  };

  // What helps with the text that is worked on

  let last = null;
  let helped = "";

  const activate = (row) => {
    if (row.areas.size && document.activeElement?.matches?.("textarea")) last = document.activeElement;
    if (active === row) return;
    active?.section.classList.remove("active");
    active = row;
    row.section.classList.add("active");
    for (const link of desk.querySelectorAll("[data-queue]")) {
      if (link.dataset.queue === `${rule}#${row.field}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    placeHelp();
    loadHelp(row);
  };

  // Beside the texts, or below the one that it is about
  const placeHelp = () => {
    if (narrow.matches && active) active.section.append(help);
    else desk.append(help);
  };
  narrow.addEventListener("change", placeHelp);

  const loadHelp = async (row) => {
    const query = new URLSearchParams({ rule, language, field: row.field });
    helped = String(query);
    try {
      const response = await fetch(`/_serve/help?${query}`);
      const html = response.ok ? await response.text() : "";
      if (helped !== String(query)) return;
      help.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    } catch {
      return;
    }
    for (const [form, area] of row.areas) {
      const suggested = help.querySelector(`[data-suggested="${form}"]`);
      if (suggested && row.isEmpty) area.placeholder = suggested.textContent;
    }
    row.paint();
  };

  // Who wrote the text, when, and what it was: asked for when it is opened
  help.addEventListener("toggle", async (event) => {
    const details = event.target;
    if (!details.matches?.("[data-history]") || !details.open || !active) return;
    const asked = helped;
    try {
      const response = await fetch(`/_serve/history?${asked}`);
      const html = response.ok ? await response.text() : "";
      const found = new DOMParser().parseFromString(`<ol>${html}</ol>`, "text/html").querySelector("ol");
      if (asked === helped) details.querySelector("ol").replaceChildren(...found.children);
    } catch { /* the badge says that the server is gone */ }
  }, true);

  const explain = async (check) => {
    const response = await fetch(`/_serve/explain?check=${encodeURIComponent(check)}`);
    if (!response.ok) return;
    const found = new DOMParser().parseFromString(await response.text(), "text/html").body.firstElementChild;
    help.querySelector(".explanation")?.remove();
    found.classList.add("explanation");
    help.prepend(found);
    found.querySelector("pre").focus();
  };

  // The message as a checker prints it, with what stands in the boxes
  const printed = (row) => {
    for (const line of help.querySelectorAll("[data-printed]")) {
      const values = JSON.parse(line.dataset.values);
      const text = row.texts[line.dataset.printed] ?? "";
      line.closest("section").hidden = row.isEmpty;
      line.textContent = text.replace(/\{\{|\}\}|\{([a-z][a-z0-9_]*)\}/g, (token, name) => (name ? values[name] ?? token : token[0]));
    }
  };

  const take = (row) => {
    let taken = false;
    for (const [form, area] of row.areas) {
      const suggested = help.querySelector(`[data-suggested="${form}"]`);
      if (!suggested) continue;
      area.focus();
      put(area, 0, area.value.length, suggested.textContent);
      taken = true;
    }
    return taken;
  };

  help.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || !active) return;
    if ("take" in button.dataset) take(active);
    else if ("insert" in button.dataset) active.insert(button.dataset.insert);
  });

  // From text to text

  const links = () => [...desk.querySelectorAll("[data-queue]")];

  const neighbour = (step) => {
    const all = links();
    const here = all.findIndex((link) => active && link.dataset.queue === `${rule}#${active.field}`);
    if (here < 0) return all.find((link) => !link.dataset.queue.startsWith(`${rule}#`)) ?? all[0] ?? null;
    return all[here + step] ?? null;
  };

  const go = (to) => {
    if (!to) {
      active?.say(words.all_done, "good");
      return;
    }
    const [path, field] = to.queue.split("#");
    if (path === rule && rows.has(field)) rows.get(field).focus();
    else location.href = to.href;
  };

  const wayTo = (link) => (link ? { queue: link.dataset.queue, href: link.href } : null);

  const confirmAndGo = async (row) => {
    const to = wayTo(neighbour(1));
    const button = row.section.querySelector("[data-say=confirm]");
    if (!button.disabled) {
      if (await row.save("confirm")) go(to);
      return;
    }
    if (row.conflict) row.section.querySelector(".conflict button").focus();
    else if (row.errors) row.nextFinding(1);
    else if (row.state === "stale" && !row.isDirty) {
      const because = row.section.querySelector(".because");
      because.open = true;
      const reason = because.querySelector("[data-reason]");
      if (reason.value.trim()) {
        if (await row.save("still-right")) go(to);
      } else reason.focus();
    } else if (!row.isDirty) go(to);
  };

  desk.addEventListener("click", (event) => {
    const link = event.target.closest("[data-queue]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const [path, field] = link.dataset.queue.split("#");
    if (path !== rule || !rows.has(field)) return;
    event.preventDefault();
    rows.get(field).focus();
  });

  const keys = {
    Enter: (row, event) => {
      if (event.ctrlKey || event.metaKey) confirmAndGo(row);
      else if (event.altKey) row.fixHere();
      else return false;
      return true;
    },
    s: (row, event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return false;
      row.save("draft");
      return true;
    },
    F8: (row, event) => {
      row.nextFinding(event.shiftKey ? -1 : 1);
      return true;
    },
    Tab: (row, event) => {
      const area = event.target;
      if (event.shiftKey || !area.matches?.("textarea") || !row.isEmpty) return false;
      return take(row);
    },
    Escape: (row, event) => {
      if (!event.target.matches?.("textarea, input")) return false;
      row.section.querySelector("h2").focus();
      return true;
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.altKey && !event.ctrlKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      go(wayTo(neighbour(event.key === "ArrowDown" ? 1 : -1)));
      return;
    }
    const row = active;
    if (!row) return;
    if (event.altKey && !event.ctrlKey && /^Digit\d$/.test(event.code) && row.section.contains(document.activeElement)) {
      const number = Number(event.code.at(-1));
      event.preventDefault();
      if (number === 0) take(row);
      else {
        const button = row.section.querySelectorAll(".inserts [data-insert]")[number - 1];
        if (button) row.insert(button.dataset.insert, button.dataset.after);
      }
      return;
    }
    if (keys[event.key]?.(row, event)) event.preventDefault();
  });

  // Beginning, and beginning again when the page was exchanged

  const begin = () => {
    for (const section of desk.querySelectorAll("[data-row]")) {
      const known = rows.get(section.dataset.field);
      if (known?.section === section) known.renew();
      else rows.set(section.dataset.field, new Row(section));
    }
    for (const [field, row] of rows) if (!row.section.isConnected) rows.delete(field);
    if (active && rows.get(active.field) === active) {
      for (const link of links()) link.toggleAttribute("aria-current", link.dataset.queue === `${rule}#${active.field}`);
      loadHelp(active);
    }
  };

  const arrive = () => {
    const row = rows.get(location.hash.replace("#field-", ""));
    if (!row) {
      const first = [...rows.values()].find((one) => one.isOpen);
      if (first) activate(first);
      return;
    }
    row.section.scrollIntoView({ block: "start" });
    row.focus();
  };

  document.addEventListener("bpa:content", begin);
  addEventListener("hashchange", arrive);
  begin();
  // after the browser itself has gone to the heading
  if (document.readyState === "complete") arrive();
  else addEventListener("load", () => requestAnimationFrame(arrive));
})();
