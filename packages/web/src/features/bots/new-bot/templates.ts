import { t } from "../../../ui/words.ts";

/** The flows that come along, by the names of their files. */
export const templateNames = ["lead-form", "support", "payment", "payment-wait"] as const;
export type TemplateName = (typeof templateNames)[number];

/** A block of a template's picture: which family, in which column, on which lane (0 is the middle). */
export type Sketch = readonly (readonly [
  family: "say" | "ask" | "logic" | "outside" | "human",
  column: number,
  lane: -1 | 0 | 1,
])[];

export interface Template {
  readonly title: string;
  /** What it does, in one line. */
  readonly about: string;
  readonly sketch: Sketch;
}

/** What each template is, in the reader's language. */
export function describeTemplates(): Readonly<Record<TemplateName, Template>> {
  return {
    "lead-form": {
      title: t("Lead form"),
      about: t("Asks for name, e-mail and a date, one question at a time, and says goodbye."),
      sketch: [
        ["say", 0, 0],
        ["ask", 1, 0],
        ["ask", 2, 0],
        ["ask", 3, 0],
        ["say", 4, 0],
      ],
    },
    support: {
      title: t("Help desk"),
      about: t("Answers the quick questions, and hands over to a person in opening hours."),
      sketch: [
        ["say", 0, 0],
        ["ask", 1, 0],
        ["say", 2, -1],
        ["logic", 2, 1],
        ["human", 3, 1],
        ["say", 4, 0],
      ],
    },
    payment: {
      title: t("Payment with approval"),
      about: t("Takes an order, asks a payment desk, and goes on when the desk sends Go."),
      sketch: [
        ["say", 0, 0],
        ["ask", 1, 0],
        ["outside", 2, 0],
        ["logic", 3, 0],
        ["say", 4, -1],
        ["say", 4, 1],
      ],
    },
    "payment-wait": {
      title: t("Payment with a wait block"),
      about: t("The same order, parked in one block until the desk answers or time is up."),
      sketch: [
        ["say", 0, 0],
        ["ask", 1, 0],
        ["outside", 2, 0],
        ["say", 3, -1],
        ["say", 3, 1],
        ["human", 4, 1],
      ],
    },
  };
}

/** The flow of a template. Each is a file of its own, loaded when it is taken. */
export async function templateFlow(name: TemplateName): Promise<unknown> {
  const load = templateFiles()[`${folder}/${name}.json`];
  if (!load) throw new Error(`There is no template ${name}.`);
  return load();
}

const folder = "../../../../../../flows";

/** Every flow that comes along: the builder's examples are the product's own tests. */
export function templateFiles(): Readonly<Record<string, () => Promise<unknown>>> {
  return import.meta.glob(
    ["../../../../../../flows/*.json", "!../../../../../../flows/*.schema.json"],
    { import: "default" },
  );
}
