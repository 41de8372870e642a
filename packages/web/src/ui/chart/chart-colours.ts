/** The colours that a canvas is painted with, as the style sheet has them just now. */
export interface ChartColours {
  readonly area: string;
  readonly areaFill: string;
  readonly line: string;
  readonly past: string;
  readonly grid: string;
  readonly words: string;
  readonly font: string;
}

/** Reads the tokens as colours: a canvas knows no custom properties, and they differ from theme to theme. */
export function readChartColours(host: HTMLElement): ChartColours {
  const probe = document.createElement("span");
  host.append(probe);
  const read = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    area: read("--accent"),
    areaFill: read("--accent-soft"),
    line: read("--human"),
    past: read("--ink-8"),
    grid: read("--ink-4"),
    words: read("--text-soft"),
    font: `12px ${getComputedStyle(host).fontFamily}`,
  };
  probe.remove();
  return colours;
}
