// Draws every [data-chart] from its JSON; the drawing library is fetched only then.
"use strict";
(() => {
  const COLOURS = ["#14508c", "#6f8fb0", "#9aa6b2", "#2f7d8c", "#c3ccd6"];
  const FONT = getComputedStyle(document.body).fontFamily;
  let library = null;
  const load = () => (library ||= new Promise((done, failed) => {
    const script = Object.assign(document.createElement("script"), { src: document.body.dataset.echarts, onload: () => done(window.echarts), onerror: failed });
    document.head.append(script);
  }));
  async function draw(root) {
    const places = [...root.querySelectorAll("[data-chart]:not([data-drawn])")];
    if (!places.length) return;
    let echarts;
    try { echarts = await load(); } catch { places.forEach((p) => { p.textContent = window.yaoan?.words.chartMissing; }); return; }
    for (const place of places) {
      place.dataset.drawn = "1";
      const option = JSON.parse(document.getElementById(place.dataset.chart).textContent);
      const addresses = option.addresses || [];
      const text = { color: "#3b4753", fontFamily: FONT };
      const axis = (one) => one && { axisLabel: { ...text, hideOverlap: true }, axisLine: { lineStyle: { color: "#9aa6b2" } }, splitLine: { lineStyle: { color: "#e7ebf0" } }, nameTextStyle: text, ...one };
      const chart = echarts.init(place, null, { renderer: "svg" });
      chart.setOption({
        color: COLOURS, animation: false, textStyle: text, aria: { enabled: true }, tooltip: { trigger: "axis" },
        ...option, addresses: undefined, grid: { left: 8, right: 32, bottom: 8, containLabel: true, ...option.grid },
        legend: option.legend && { top: 0, left: 0, textStyle: text, ...option.legend }, xAxis: axis(option.xAxis), yAxis: axis(option.yAxis),
        series: option.series.map((one) => ({ barMaxWidth: 34, symbolSize: 6, labelLayout: { hideOverlap: true }, ...one, label: { position: option.yAxis?.type === "category" ? "right" : "top", ...text, ...one.label } })),
      });
      chart.on("click", (event) => { if (addresses[event.dataIndex]) location.assign(addresses[event.dataIndex]); });
      new ResizeObserver(() => chart.resize()).observe(place);
    }
  }
  draw(document);
  // on paper the tables are open
  addEventListener("beforeprint", () => document.querySelectorAll(".chart-table").forEach((table) => { table.open = true; }));
  document.addEventListener("htmx:load", (event) => draw(event.detail.elt));
})();
