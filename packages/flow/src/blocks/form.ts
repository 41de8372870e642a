/** How a parameter is asked for in a form. Without one, the schema's own type decides. */
export type ParamControl =
  /** Several lines, or one, of plain text. */
  | "text"
  /** Text with fields in it; `address`: one that is a link, `operand`: one side of a comparison. */
  | "template"
  | "address"
  | "operand"
  /** A formula; a JSON text with fields in it; a JSON value whose texts have fields in them. */
  | "formula"
  | "json"
  | "value"
  /** The name of a field, and the type of one. */
  | "field"
  | "field_type"
  /** A regular expression. */
  | "pattern"
  | "number"
  | "seconds"
  | "bytes"
  | "percent"
  /** A text, a number, or yes or no; `compared`: the same, with fields in the text. */
  | "scalar"
  | "compared"
  | "switch"
  | "choice"
  | "choices"
  | "words"
  | "days"
  | "country"
  | "time_zone"
  /** Openings of one day; of the days of a week; of days that have their own. */
  | "hours"
  | "week"
  | "special_days"
  | "agents"
  | "outputs"
  /** An id that the form makes up and nobody needs to see. */
  | "id"
  /** A path into the answer of a request. */
  | "answer_path"
  | "group"
  | "rows"
  | "variants"
  /** Of a whole block: its form is made by hand. */
  | "conditions"
  | "jump"
  | "request";

/** Where a parameter stands in its form, in the order one thinks; the last two are folded. */
export type ParamSection = "main" | "store" | "otherwise" | "giving_up" | "advanced";

/** What a form says of a parameter that its schema cannot. All words are English, and keys of a catalogue. */
export interface ParamForm {
  readonly label: string;
  readonly help?: string;
  readonly placeholder?: string;
  readonly control?: ParamControl;
  readonly section?: ParamSection;
  /** The words for each value of an enumeration, or of the kinds of a union. */
  readonly choices?: { readonly [value: string]: string };
  /** Of rows: what one of them is called on the button that adds it. */
  readonly row?: string;
  /** Takes several lines. */
  readonly isLong?: boolean;
}

/**
 * Writes a form's words into a schema: `z.string().meta(form({ label: "Name" }))`. Label and help become title
 * and description of the JSON Schema; the rest stays under `form` and is no part of what flow files publish.
 */
export function form({ label, help, ...rest }: ParamForm) {
  return { title: label, ...(help === undefined ? {} : { description: help }), form: rest };
}
