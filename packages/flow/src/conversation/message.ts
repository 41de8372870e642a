import type { Value } from "../expression/value.ts";

/** The control that a question offers for its answer. The chat draws it; a headless channel may ignore it. */
export interface Input {
  readonly kind:
    | "text"
    | "name"
    | "email"
    | "phone"
    | "number"
    | "date"
    | "url"
    | "yes_no"
    | "file"
    | "rating";
  readonly placeholder?: string;
  readonly multiline?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly minDate?: string;
  readonly maxDate?: string;
  /** The date format the answer is written in, such as `dd/MM/yyyy`. */
  readonly format?: string;
  /** Media types or extensions a file question takes. */
  readonly accept?: readonly string[];
  readonly maxBytes?: number;
  /** ISO code of the country that a phone number without `+` belongs to. */
  readonly country?: string;
  /** How many steps a rating has. */
  readonly scale?: number;
  readonly shape?: "star" | "number" | "heart";
  readonly yesLabel?: string;
  readonly noLabel?: string;
}

/** What rides along with a message: the control to show, a re-ask's mark, the sender's own keys. */
export interface Extra {
  readonly input?: Input;
  /** This text says what was wrong with the last answer. */
  readonly error?: boolean;
  /** Seconds the bot seems to type before this message. */
  readonly typing_delay?: number;
  /** The structured answer behind a readable text (a rating's number, a date's ISO form). */
  readonly answer?: Value;
  readonly [key: string]: Value | Input | undefined;
}

/** One option of a dialog. `payload` is what a press sends back: `$0`, `$1`, … in order. */
export interface Option {
  readonly label: string;
  readonly payload: string;
  readonly url?: string;
}

/** Everything that can be said in a conversation, by whomever. */
export type Message =
  | { readonly type: "text"; readonly text: string; readonly extra?: Extra }
  | {
      readonly type: "button";
      readonly text: string;
      readonly payload: string;
      readonly extra?: Extra;
    }
  | {
      readonly type: "dialog";
      readonly title: string;
      readonly options: readonly Option[];
      readonly url?: string;
      readonly extra?: Extra;
    }
  | {
      readonly type: "image" | "video" | "audio" | "document";
      readonly url: string;
      readonly caption?: string;
      readonly extra?: Extra;
    }
  | { readonly type: "iframe"; readonly url: string; readonly extra?: Extra }
  | {
      readonly type: "location";
      readonly latitude: number;
      readonly longitude: number;
      readonly address?: string;
      readonly extra?: Extra;
    };

/** Reads the words of a message: what the customer typed, pressed or captioned; empty for a bare location. */
export function wordsOf(message: Message): string {
  switch (message.type) {
    case "text":
    case "button":
      return message.text;
    case "dialog":
      return message.title;
    case "image":
    case "video":
    case "audio":
    case "document":
      return message.url;
    case "iframe":
      return message.url;
    case "location":
      return message.address ?? `${message.latitude},${message.longitude}`;
  }
}
