import type { ComponentType } from "preact";
import type { Words } from "../text/words.ts";
import type { Input } from "../wire/message.ts";
import { CountryPanel } from "./country-panel.tsx";
import { DatePanel } from "./date-panel.tsx";
import css from "./panels.css?inline";
import { RatingPanel } from "./rating-panel.tsx";

/** Controls that few conversations need: they come in a script of their own, when first asked for. */
export type Panels = {
  readonly DatePanel: ComponentType<DatePanelProps>;
  readonly CountryPanel: ComponentType<CountryPanelProps>;
  readonly RatingPanel: ComponentType<RatingPanelProps>;
};

export type DatePanelProps = {
  readonly input: Input;
  readonly words: Words;
  readonly nowMs: number;
  readonly isRtl: boolean;
  readonly onChoose: (value: string) => void;
};

export type RatingPanelProps = {
  readonly input: Input;
  readonly label: string;
  readonly onChoose: (value: string) => void;
};

export type CountryPanelProps = {
  readonly label: string;
  /** Told at once of the country guessed, then of each one chosen. */
  readonly onDialCode: (dialCode: string) => void;
};

declare global {
  var ParleyPanels: Panels | undefined;
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);
globalThis.ParleyPanels = { DatePanel, CountryPanel, RatingPanel };
