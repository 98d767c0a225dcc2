// Draws every [data-chart] from the JSON inside it. The table beside it says the same without a script.
(() => {
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colours = () => ["--pine", "--persimmon", "--indigo", "--amber"].map(style).concat("#6ba3c8", "#8a5a83");
  const drawn = new Map();

  function write(value, chart, language) {
    if (value === undefined || value === null) return "–";
    if (chart.unit === "percent") return (100 * value).toLocaleString(language, { maximumFractionDigits: 1 }) + " %";
    const text = value.toLocaleString(language, { maximumFractionDigits: chart.unit === "money" ? 2 : 0 });
    return chart.currency ? chart.currency + " " + text : text;
  }

  // A curve that changes on some days holds on all of them: every day gets its value.
  function everyDay(chart) {
    const last = Number(chart.x.at(-1));
    const fill = (values) => {
      const all = [];
      for (let day = 0, at = -1; day <= last; day++) {
        if (Number(chart.x[at + 1]) === day) at++;
        all.push(at < 0 ? 0 : values[at]);
      }
      return all;
    };
    const series = chart.series.map((one) => ({ ...one, values: fill(one.values), low: fill(one.low), high: fill(one.high) }));
    return { ...chart, x: Array.from({ length: last + 1 }, (_, day) => String(day)), series };
  }

  function option(given, language) {
    const byDay = given.kind === "band" && given.x.length > 40;
    const chart = byDay ? everyDay(given) : given;
    const ink = style("--ink-soft");
    const line = style("--line");
    const number = (value) => write(value, chart, language);
    const series = [];
    for (const one of chart.series) {
        if (chart.kind === "band") {
        series.push(
          { name: "low", type: "line", stack: "interval", data: one.low, symbol: "none", silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false } },
          { name: "high", type: "line", stack: "interval", data: one.high.map((high, i) => high - one.low[i]), symbol: "none", silent: true, lineStyle: { opacity: 0 }, areaStyle: { opacity: 0.18 }, tooltip: { show: false } },
          { name: one.name, type: "line", data: one.values, symbolSize: byDay ? 0 : 6, step: byDay ? "end" : false, lineStyle: { width: 2 }, itemStyle: { color: colours()[0] } });
      } else {
        series.push({ name: one.name, type: "bar", data: one.values, stack: chart.kind === "stack" ? "all" : undefined, barMaxWidth: 42 });
      }
    }
    const told = (items) => {
      const index = items[0].dataIndex;
      const lines = [items[0].name];
      for (const one of chart.series) {
        let text = one.name + "  " + number(one.values[index]);
        if (one.low.length) text += "  (" + number(one.low[index]) + " – " + number(one.high[index]) + ")";
        lines.push(text);
      }
      return lines.join("\n");
    };
    return {
      animation: false,
      color: chart.kind === "band" ? [colours()[0], colours()[0], colours()[0]] : colours(),
      textStyle: { fontFamily: "inherit", color: ink },
      grid: { left: 8, right: 16, top: chart.kind === "stack" ? 36 : 16, bottom: chart.axis ? 34 : 8, containLabel: true },
      legend: chart.kind === "stack" ? { top: 0, left: 0, textStyle: { color: ink }, itemWidth: 14 } : undefined,
      tooltip: { trigger: "axis", renderMode: "richText", confine: true, formatter: told },
      xAxis: { type: "category", boundaryGap: !byDay, data: chart.x, name: chart.axis, nameLocation: "middle", nameGap: 24, axisLabel: { color: ink, hideOverlap: true }, axisLine: { lineStyle: { color: line } }, splitLine: { show: false } },
      yAxis: { type: "value", axisLabel: { color: ink, formatter: number, hideOverlap: true }, splitLine: { lineStyle: { color: line } }, max: chart.unit === "percent" ? (v) => Math.min(1, Math.ceil(v.max * 11) / 10) : undefined },
      series,
    };
  }

  function draw(box) {
    if (!box.offsetParent || !window.echarts) return;
    const source = box.querySelector("script");
    const data = source ? source.textContent : box.dataset.json;
    box.dataset.json = data;
    const language = box.closest("[lang]")?.lang || "en";
    const before = drawn.get(box);
    if (before) before.dispose();
    const picture = echarts.init(box, null, { renderer: "svg" });
    picture.setOption(option(JSON.parse(data), language));
    drawn.set(box, picture);
  }

  const drawAll = () => document.querySelectorAll("[data-chart]").forEach((box) => drawn.has(box) || draw(box));
  const redraw = () => { for (const box of drawn.keys()) draw(box); };
  addEventListener("resize", () => { for (const picture of drawn.values()) picture.resize(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  addEventListener("beforeprint", () => { for (const picture of drawn.values()) picture.resize(); });

  // A report in one file holds both languages and shows one.
  function speak(language) {
    for (const part of document.querySelectorAll("[data-language]")) part.hidden = part.lang !== language;
    document.documentElement.lang = language;
    drawAll();
  }
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) print();
    if (event.target.closest("[data-switch]")) {
      const other = [...document.querySelectorAll("[data-language]")].find((part) => part.hidden);
      if (other) speak(other.lang);
    }
  });
  const start = () => {
    const parts = [...document.querySelectorAll("[data-language]")];
    if (parts.length) speak((navigator.language.startsWith("zh") ? parts.find((p) => p.lang.startsWith("zh")) : parts.find((p) => p.lang === "en"))?.lang ?? parts[0].lang);
    else drawAll();
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
