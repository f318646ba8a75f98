// The print button of a document on paper.
"use strict";
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
