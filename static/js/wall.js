// The wall screen: reads one address of the API with a service account's token, every minute.
"use strict";
(() => {
  const told = document.body.dataset;
  const at = (id) => document.getElementById(id);
  const EVERY = 60_000;
  const COLUMNS = ["inspected_visits", "problems_found", "cases_filed", "penalty_total"];
  const DRAWN = "inspected_visits";
  let chart = null, library = null;

  const asked = new URLSearchParams(location.search);
  const kept = {
    get token() { return localStorage.getItem("wall-token") || ""; },
    set token(text) { text ? localStorage.setItem("wall-token", text) : localStorage.removeItem("wall-token"); },
  };

  const number = (one) => {
    if (one.value === null) return "—";
    const value = Number(one.value);
    return isMoney(one.code) ? (value / 10_000).toLocaleString(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
      : value.toLocaleString(undefined, { maximumFractionDigits: 2 });
  };
  let money = new Set();
  const isMoney = (code) => money.has(code);

  function element(name, text, kind) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }

  function note(text) { at("wall-note").textContent = text; at("wall-note").hidden = !text; }

  function door(open) {
    at("wall-door").hidden = !open;
    at("wall-board").hidden = open;
    at("wall-forget").hidden = open;
    if (open) at("wall-token").focus();
  }

  function tiles(figures) {
    at("wall-tiles").replaceChildren(...figures.map((one) => {
      const tile = element("article", undefined, `wall-tile pace-${one.pace}`);
      tile.append(element("h3", one.name), element("p", number(one), "wall-number"), element("p", isMoney(one.code) ? told.wan : one.unit, "wall-unit"));
      if (one.target !== null) {
        const bar = element("progress");
        bar.max = 100;
        bar.value = Math.min(Number(one.rate || 0), 100);
        tile.append(bar, element("p", `${told.target} ${number({ ...one, value: one.target })} · ${Number(one.rate || 0).toFixed(1)}%`));
      }
      return tile;
    }));
  }

  function table(body) {
    const names = Object.fromEntries(body.figures.map((one) => [one.code, one.name]));
    const head = element("tr");
    head.append(element("th", ""), ...COLUMNS.map((code) => element("th", names[code])));
    const rows = body.bureaus.map((bureau) => {
      const row = element("tr");
      row.append(element("th", bureau.name), ...COLUMNS.map((code) => element("td", number({ code, ...bureau.figures[code] }))));
      return row;
    });
    at("wall-table").replaceChildren(head, ...rows);
  }

  function lags(body) {
    const bureaus = Object.fromEntries(body.bureaus.map((one) => [one.code, one.name]));
    const names = Object.fromEntries(body.figures.map((one) => [one.code, one.name]));
    const lines = body.lagging.slice(0, 8).map((one) => element("li", `${bureaus[one.bureau]} · ${names[one.indicator]} ${number({ ...one, code: one.indicator })} / ${number({ code: one.indicator, value: one.target })}`));
    at("wall-lags").replaceChildren(...(lines.length ? lines : [element("li", told.none, "wall-good")]));
  }

  async function draw(body) {
    library ||= new Promise((done, failed) => {
      document.head.append(Object.assign(document.createElement("script"), { src: told.echarts, onload: () => done(window.echarts), onerror: failed }));
    });
    const echarts = await library;
    const one = body.figures.find((figure) => figure.code === DRAWN);
    at("wall-chart-title").textContent = one ? `${one.name}（${one.unit}）` : "";
    const shown = body.bureaus.filter((bureau) => Number(bureau.figures[DRAWN]?.value || 0) || bureau.figures[DRAWN]?.target);
    const text = { color: "#d7e3f1", fontSize: Math.round(parseFloat(getComputedStyle(document.body).fontSize) * 0.85), fontFamily: getComputedStyle(document.body).fontFamily };
    chart ||= echarts.init(at("wall-chart"), null, { renderer: "svg" });
    chart.setOption({
      animation: false, textStyle: text, color: ["#4fa3e3", "#46617d"], grid: { left: 8, right: 48, top: 8, bottom: 8, containLabel: true },
      xAxis: { type: "value", axisLabel: text, splitLine: { lineStyle: { color: "#274059" } } },
      yAxis: { type: "category", inverse: true, data: shown.map((bureau) => bureau.name), axisLabel: text },
      series: [{ type: "bar", barMaxWidth: 18, data: shown.map((bureau) => Number(bureau.figures[DRAWN].value || 0)), label: { show: true, position: "right", ...text } }],
    });
    chart.resize();
  }

  async function load() {
    if (!kept.token) { door(true); return; }
    const query = new URLSearchParams();
    for (const name of ["campaign", "bureau", "from", "to"]) if (asked.get(name)) query.set(name, asked.get(name));
    let answer;
    try {
      answer = await fetch(`${told.overview}?${query}`, { headers: { Authorization: `Token ${kept.token}`, Accept: "application/json", "Accept-Language": document.documentElement.lang }, credentials: "omit", cache: "no-store" });
    } catch { note(told.lost); return; }
    if (answer.status === 401 || answer.status === 403) { kept.token = ""; note(told.refused); door(true); return; }
    if (answer.status === 404) { note(told.missing); door(true); return; }
    if (!answer.ok) { note(told.lost); return; }
    const body = await answer.json();
    money = new Set(body.figures.filter((one) => one.is_money).map((one) => one.code));
    note("");
    door(false);
    if (body.campaign) at("wall-title").textContent = body.campaign.name;
    at("wall-scope").textContent = `${body.bureau.name} · ${body.from} — ${body.to}`;
    at("wall-clock").textContent = `${told.asOf} ${new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })}`;
    tiles(body.figures); table(body); lags(body);
    await draw(body).catch(() => undefined);
  }

  at("wall-door").addEventListener("submit", (event) => {
    event.preventDefault();
    kept.token = at("wall-token").value.trim();
    const campaign = at("wall-campaign").value.trim();
    if (campaign) asked.set("campaign", campaign); else asked.delete("campaign");
    history.replaceState(null, "", asked.size ? `?${asked}` : location.pathname);
    at("wall-token").value = "";
    load();
  });
  at("wall-forget").addEventListener("click", () => { kept.token = ""; note(""); door(true); });
  at("wall-campaign").value = asked.get("campaign") || "";
  addEventListener("resize", () => chart?.resize());
  load();
  setInterval(load, EVERY);
})();
