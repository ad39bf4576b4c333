// The review queue by keyboard alone; each decision goes to the record at once, with the reviewer's name.
"use strict";
(() => {
  let name = "";
  try { name = localStorage.getItem("reviewer") || ""; } catch { /* storage is off */ }
  const main = document.querySelector("[data-reviewer-main]");
  const fields = () => document.querySelectorAll("[data-reviewer]");
  const spread = () => { for (const field of fields()) if (name || field.type !== "hidden") field.value = name || field.value; };
  if (main) {
    main.value = name;
    main.addEventListener("input", () => { name = main.value.trim(); keep(); spread(); });
  }
  const keep = () => { try { localStorage.setItem("reviewer", name); } catch { /* lasts for this page */ } };
  spread();
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-reviewer]") && event.target.type !== "hidden") { name = event.target.value.trim(); keep(); }
  });

  // Words selected in the report become the mention's words. Offsets count code points, as everywhere.
  const around = document.querySelector("[data-around]");
  const form = document.querySelector("[data-correct]");
  if (around && form) {
    const hint = document.querySelector("[data-select-hint]");
    if (hint) hint.hidden = false;
    const points = (text) => [...text].length;
    document.addEventListener("selectionchange", () => {
      const selection = getSelection();
      if (!selection.rangeCount || selection.isCollapsed) return;
      const range = selection.getRangeAt(0);
      if (!around.contains(range.startContainer) || !around.contains(range.endContainer)) return;
      const before = document.createRange();
      before.setStart(around, 0);
      before.setEnd(range.startContainer, range.startOffset);
      const start = Number(around.dataset.offset) + points(before.toString());
      form.elements["evidence.start"].value = start;
      form.elements["evidence.end"].value = start + points(range.toString());
    });
  }

  const queue = document.querySelector("[data-queue]");
  if (!queue) return;
  const said = document.querySelector("[data-said]");
  const say = (words) => { said.textContent = words; };
  const items = () => [...queue.querySelectorAll(".item")];
  let now = null;
  const done = [];

  const go = (item) => {
    now?.classList.remove("now");
    now = item;
    if (!now) { say("The queue is done. Load the page again for more."); return; }
    now.classList.add("now");
    now.focus({ preventScroll: true });
    now.scrollIntoView({ block: "nearest" });
  };
  const beside = (step) => { const all = items(); return all[Math.max(0, Math.min(all.length - 1, all.indexOf(now) + step))]; };

  const post = async (address, values) => {
    const body = new FormData();
    body.set("token", queue.dataset.token);
    for (const [key, value] of values) body.append(key, value);
    if (!body.get("by")) body.set("by", name);
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    const result = await answer.json().catch(() => ({ error: "The program did not answer." }));
    if (!answer.ok) throw new Error(result.error || "That did not work.");
    return result;
  };
  const decide = async (action, ids, values = []) => {
    if (!name) { say("First say who you are."); main.focus(); return; }
    const acted = ids.map((id) => items().find((item) => item.dataset.id === id));
    try {
      const result = await post("/correct", [...values.filter(([key]) => !["token", "id", "action", "back"].includes(key)), ...ids.map((id) => ["id", id]), ["action", action]]);
      const next = acted.length === 1 ? acted[0].nextElementSibling || acted[0].previousElementSibling : beside(0);
      done.push({ correction: result.correction, items: acted.map((item) => ({ item, before: item.nextElementSibling })), removed: acted.length === 1 });
      if (acted.length === 1) acted[0].remove();
      for (const item of acted) item.classList.remove("marked");
      say({ accept: "Accepted.", reject: "Rejected.", edit: "Edited.", merge: "Merged.", split: "Split." }[action] + " Press u to undo.");
      go(next && next.isConnected ? next : items()[0]);
    } catch (error) { say(error.message); }
  };
  const undo = async () => {
    const last = done.pop();
    if (!last) { say("Nothing to undo on this page; see all corrections."); return; }
    try {
      await post("/undo", [["id", last.correction]]);
      if (last.removed) for (const { item, before } of last.items) queue.insertBefore(item, before?.isConnected ? before : null);
      say("Undone.");
      go(last.items[0].item);
    } catch (error) { say(error.message); }
  };
  const marked = () => items().filter((item) => item.classList.contains("marked")).map((item) => item.dataset.id);

  queue.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    go(form.closest(".item"));
    decide(event.submitter?.value || "edit", [now.dataset.id], [...new FormData(form).entries()]);
  });
  queue.addEventListener("focusin", (event) => { const item = event.target.closest(".item"); if (item && item !== now) { now?.classList.remove("now"); now = item; now.classList.add("now"); } });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input, textarea, select");
    if (typing) {
      if (event.key === "Escape") { event.target.blur(); now?.focus(); }
      if (event.key === "Enter" && event.target.closest("[data-correct]")) {
        event.preventDefault();
        decide("edit", [now.dataset.id], [...new FormData(event.target.closest("form")).entries()]);
      }
      return;
    }
    const keys = {
      j: () => go(beside(1)), k: () => go(beside(-1)),
      a: () => decide("accept", [now.dataset.id]), r: () => decide("reject", [now.dataset.id]),
      e: () => now.querySelector("form .field input, form .field select")?.focus(),
      m: () => { now.classList.toggle("marked"); say(`${marked().length} marked.`); },
      M: () => (marked().length > 1 ? decide("merge", marked()) : say("Mark two events or more with m.")),
      S: () => (marked().length > 1 ? decide("split", marked()) : say("Mark two events or more with m.")),
      u: undo,
      o: () => { location.href = now.dataset.href; },
    };
    if (keys[event.key] && (now || event.key === "u")) { event.preventDefault(); keys[event.key](); }
  });
  if (items().length) go(items()[0]);
})();
