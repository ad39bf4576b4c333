// Drag over the time axis to choose a time; the dates go into the form, and the form into the address.
"use strict";
(() => {
  const svg = document.querySelector("[data-axis]");
  const form = document.querySelector("[data-brush-form]");
  if (!svg || !form) return;
  document.querySelector("[data-brush-hint]").hidden = false;
  const { left, width, first, days } = svg.dataset;
  const [x0, x1, count] = [Number(left), Number(width), Number(days)];
  const brush = svg.querySelector("[data-brush]");
  let from = null, dragged = false;
  const place = (event) => {
    const box = svg.getBoundingClientRect();
    return Math.max(x0, Math.min(x1, ((event.clientX - box.left) / box.width) * x1));
  };
  const day = (x) => {
    const n = Math.min(count - 1, Math.floor(((x - x0) / (x1 - x0)) * count));
    const at = new Date(first + "T00:00:00Z");
    at.setUTCDate(at.getUTCDate() + n);
    return at.toISOString().slice(0, 10);
  };
  svg.addEventListener("pointerdown", (event) => { if (event.pointerType !== "touch") { from = place(event); dragged = false; } });
  addEventListener("pointermove", (event) => {
    if (from === null) return;
    const to = place(event);
    if (Math.abs(to - from) < 4 && !dragged) return;
    dragged = true;
    svg.closest(".axis").classList.add("dragging");
    brush.setAttribute("x", Math.min(from, to));
    brush.setAttribute("width", Math.abs(to - from));
  });
  addEventListener("pointerup", (event) => {
    if (from === null) return;
    const to = place(event);
    const was = from;
    from = null;
    if (!dragged) return;
    form.elements.since.value = day(Math.min(was, to));
    form.elements.until.value = day(Math.max(was, to));
    form.requestSubmit();
  });
  svg.addEventListener("click", (event) => { if (dragged) { event.preventDefault(); dragged = false; } }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
})();
