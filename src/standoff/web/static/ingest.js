// Drop files, and watch them being read.
"use strict";
(() => {
  for (const form of document.querySelectorAll("[data-drop]")) {
    const area = form.querySelector(".drop");
    const input = form.querySelector("input[type=file]");
    for (const name of ["dragenter", "dragover"]) area.addEventListener(name, (event) => { event.preventDefault(); area.classList.add("over"); });
    for (const name of ["dragleave", "drop"]) area.addEventListener(name, () => area.classList.remove("over"));
    area.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; form.requestSubmit(); }
    });
  }
  const job = document.getElementById("job");
  const look = async () => {
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("job");
    job.replaceChildren(...fresh.childNodes);
    job.dataset.state = fresh.dataset.state;
    if (job.dataset.state !== "done") setTimeout(look, 700);
  };
  if (job && job.dataset.state !== "done") setTimeout(look, 500);
})();
