import { FileJson } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Callout } from "../../../ui/callout.tsx";
import { t } from "../../../ui/words.ts";
import type { ReadFlowFile } from "./read-flow-file.ts";

/** A flow file that can be made a bot of. */
export interface Chosen {
  readonly name: string;
  readonly flow: unknown;
}

export interface FromFileProps {
  readonly chosen: Chosen | null;
  readonly onChoose: (chosen: Chosen | null) => void;
}

/** Takes a flow file by choice or by drop, and says what is wrong with it. */
export function FromFile({ chosen, onChoose }: FromFileProps) {
  const input = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<(ReadFlowFile & { readonly file: string }) | null>(null);
  const [isOver, setOver] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    // What reads flows is large: it comes when there is one to be read.
    const { readFlowFile } = await import("./read-flow-file.ts");
    const answer = readFlowFile(await file.text());
    setRead({ ...answer, file: file.name });
    const name = answer.name || file.name.replace(/(\.flow)?\.json$/, "");
    onChoose(answer.flow === null ? null : { name, flow: answer.flow });
  };
  return (
    <>
      <fieldset
        className={isOver ? "drop drop-over" : "drop"}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files[0]);
        }}
      >
        <legend className="visually-hidden">{t("Flow file")}</legend>
        <FileJson aria-hidden="true" />
        <span>{read?.file ?? t("Drop a flow file here, or")}</span>
        <Button size="small" onClick={() => input.current?.click()}>
          {chosen ? t("Choose another") : t("Choose a file")}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          aria-label={t("Flow file")}
          hidden
          onChange={({ target }) => void take(target.files?.[0])}
        />
      </fieldset>
      {read && <Findings read={read} />}
    </>
  );
}

/** More than this nobody reads here. */
const mostShown = 8;

function Findings({ read }: { readonly read: ReadFlowFile }) {
  const { problems, flow, blocks } = read;
  if (problems.length === 0)
    return (
      <p role="status">
        {t("{blocks, plural, one {# block} other {# blocks}}, no problems.", { blocks })}
      </p>
    );
  const shown = problems.slice(0, mostShown);
  return (
    <Callout
      meaning={flow === null ? "fail" : "wait"}
      title={
        flow === null
          ? t("This file cannot be used")
          : t(
              "{count, plural, one {# thing} other {# things}} to mend before it can be published",
              { count: problems.length },
            )
      }
    >
      <ul className="findings">
        {shown.map(({ path, code, message, hint }) => (
          <li key={`${path} ${code} ${message}`}>
            <p>{message}</p>
            {hint && <p className="field-hint">{hint}</p>}
            {path && <code className="findings-path">{path}</code>}
          </li>
        ))}
      </ul>
      {problems.length > mostShown && (
        <p>{t("And {count} more.", { count: problems.length - mostShown })}</p>
      )}
    </Callout>
  );
}
