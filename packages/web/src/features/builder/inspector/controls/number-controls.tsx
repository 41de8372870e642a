import { t } from "../../../../ui/words.ts";
import type { ControlProps } from "../inspector-context.ts";
import { readByteSize, writeByteSize } from "../model/byte-size.ts";
import { readDuration, writeDuration } from "../model/duration.ts";
import { formWord } from "../model/form-words.ts";
import { type Parsed, ParsedField } from "./parsed-field.tsx";

/** A number. */
export function NumberControl(props: ControlProps) {
  return (
    <ParsedField
      {...props}
      write={String}
      inputMode={props.node.limits.isWhole ? "numeric" : "decimal"}
      placeholder={placeholderOf(props, String)}
      parse={(text) => within(props, readNumber(text), t("This is not a number."), String)}
    />
  );
}

/** A share of a hundred. */
export function PercentControl(props: ControlProps) {
  const write = (value: unknown) => `${String(value)} %`;
  return (
    <ParsedField
      {...props}
      write={write}
      inputMode="decimal"
      placeholder={placeholderOf(props, write)}
      parse={(text) =>
        within(props, readNumber(text.replace("%", "")), t("This is not a number."), write)
      }
    />
  );
}

/** A time to wait, as a person says it; where a text with fields will do, that as well. */
export function DurationControl(props: ControlProps) {
  const write = (value: unknown) =>
    typeof value === "number" ? writeDuration(value) : String(value);
  return (
    <ParsedField
      {...props}
      write={write}
      placeholder={placeholderOf(props, write)}
      parse={(text) => {
        if (props.node.limits.takesText && text.includes("@")) return { ok: true, value: text };
        const fault = t("Write a time such as 45 s, 10 min or 2 h 30 min.");
        return within(props, readDuration(text), fault, (seconds) => writeDuration(seconds));
      }}
    />
  );
}

/** A size in bytes, as a person says it. */
export function BytesControl(props: ControlProps) {
  const write = (value: unknown) =>
    typeof value === "number" ? writeByteSize(value) : String(value);
  return (
    <ParsedField
      {...props}
      write={write}
      placeholder={placeholderOf(props, write)}
      parse={(text) =>
        within(props, readByteSize(text), t("Write a size such as 500 kB or 10 MB."), write)
      }
    />
  );
}

function within(
  { node: { limits } }: ControlProps,
  value: number | null,
  fault: string,
  write: (value: number) => string,
): Parsed {
  const { least, most, isWhole } = limits;
  if (value === null) return { ok: false, fault };
  if (isWhole && !Number.isInteger(value))
    return { ok: false, fault: t("Only whole numbers will do here.") };
  if (least !== undefined && value < least)
    return { ok: false, fault: t("At least {least}.", { least: write(least) }) };
  if (most !== undefined && value > most)
    return { ok: false, fault: t("At most {most}.", { most: write(most) }) };
  return { ok: true, value };
}

function readNumber(text: string): number | null {
  const written = text.trim().replace(",", ".");
  return /^-?\d+(?:\.\d+)?$/.test(written) ? Number(written) : null;
}

/** The default shows where nothing is written: it is what holds. */
function placeholderOf({ node }: ControlProps, write: (value: unknown) => string): string {
  return node.defaultValue === undefined ? formWord(node.placeholder) : write(node.defaultValue);
}
