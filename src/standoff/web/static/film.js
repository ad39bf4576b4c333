// The situation as a film: the slider moves map, table and figures together; the address follows.
"use strict";
(() => {
  const film = document.querySelector("[data-film]");
  if (!film) return;
  const dates = film.dataset.dates.split(" ");
  const slide = film.querySelector("[data-slide]");
  const play = film.querySelector("[data-play]");
  const field = film.querySelector("[name=as_of]");
  film.classList.add("live");
  for (const hidden of film.querySelectorAll("[hidden]")) hidden.hidden = false;
  film.querySelector("[data-go]").hidden = true;
  let timer = null;
  let wanted = 0;

  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const words = (day) => { const [y, m, d] = day.split("-").map(Number); return `${d} ${months[m - 1]} ${y}`; };

  // What the server made takes the place of what is there; nothing is built here out of text.
  const swap = (text) => {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    for (const part of fresh.querySelectorAll("[id^=live-]")) {
      const old = document.getElementById(part.id);
      if (old) old.replaceChildren(...part.childNodes);
    }
    document.dispatchEvent(new Event("standoff:drawn"));
  };

  // Days that were drawn are kept, and while the film runs the next one is fetched ahead.
  const kept = new Map();
  const addressOf = (day) => { const address = new URL(location.href); address.searchParams.set("as_of", day); return address; };
  const drawing = (day) => {
    if (!kept.has(day)) {
      const part = addressOf(day);
      part.searchParams.set("part", "live");
      kept.set(day, fetch(part, { headers: { Accept: "text/html" } }).then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.status)))));
      kept.get(day).catch(() => kept.delete(day));
      if (kept.size > 60) kept.delete(kept.keys().next().value);
    }
    return kept.get(day);
  };

  const show = async (day) => {
    const ask = ++wanted;
    field.value = day;
    slide.setAttribute("aria-valuetext", words(day));
    for (const title of document.querySelectorAll("[data-as-of-words]")) title.textContent = words(day);
    for (const other of document.querySelectorAll(".filterbox [name=as_of]")) other.value = day;
    let text;
    try { text = await drawing(day); } catch { return; }
    if (ask !== wanted) return;
    swap(text);
    history.replaceState(null, "", addressOf(day));
  };

  const at = () => Number(slide.value);
  const to = (i) => { slide.value = i; return show(dates[at()]); };
  slide.addEventListener("input", () => { stop(); show(dates[at()]); });
  field.addEventListener("change", () => {
    if (!field.validity.valid) return;
    if (!field.value) return;
    stop();
    let i = dates.findLastIndex((d) => d <= field.value);
    slide.value = Math.max(0, i);
    show(field.value);
  });
  film.addEventListener("submit", (event) => { event.preventDefault(); if (field.value) show(field.value); });
  for (const step of film.querySelectorAll("[data-step]")) {
    step.addEventListener("click", () => { stop(); to(at() + Number(step.dataset.step)); });
  }

  const stop = () => { clearTimeout(timer); timer = null; play.textContent = "Play"; play.setAttribute("aria-pressed", "false"); };
  const next = async () => {
    if (at() >= dates.length - 1) { stop(); return; }
    await to(at() + 1);
    if (timer !== null && at() < dates.length - 1) drawing(dates[at() + 1]).catch(() => {});
    if (timer !== null) timer = setTimeout(next, 900);
  };
  play.addEventListener("click", () => {
    if (timer !== null) { stop(); return; }
    play.textContent = "Pause";
    play.setAttribute("aria-pressed", "true");
    if (at() >= dates.length - 1) slide.value = -1;
    timer = setTimeout(next, 0);
  });
})();
