import type { Words } from "../text/words.ts";
import type { Input } from "../wire/message.ts";

/** What the chat hands to its panels: no context crosses from one script to the other. */
export type DatePanelProps = {
  readonly input: Input;
  readonly words: Words;
  readonly nowMs: number;
  readonly isRtl: boolean;
  readonly onChoose: (value: string) => void;
};

/** A step of a scale. */
export type RatingPanelProps = {
  readonly input: Input;
  readonly label: string;
  readonly onChoose: (value: string) => void;
};

/** Which country a phone number belongs to. */
export type CountryPanelProps = {
  readonly label: string;
  /** ISO code that the question expects; without it the browser's language is a guess. */
  readonly expected: string | undefined;
  /** Told at once of the country guessed, then of each one chosen. */
  readonly onDialCode: (dialCode: string) => void;
};
