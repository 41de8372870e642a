import type { FlowDocument } from "@parley/flow";
import { type Act, goes, resumes, sets } from "@parley/testkit";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Select, TextArea, TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { blockName } from "../model/block-name.ts";
import { writtenAnswer } from "./model/answer-acts.ts";
import { readValue } from "./model/read-value.ts";
import { jumps } from "./model/time-acts.ts";
import { type Asking, writesAsAgent } from "./try-actions.ts";
import "./act-form.css";

export interface ActFormProps {
  readonly flow: FlowDocument;
  readonly asking: Asking;
  /** Gives why it could not happen. */
  readonly onAct: (act: Act) => string | null;
  readonly onCancel: () => void;
}

/** Asks for what an act needs, in place: the canvas and the chat stay in sight. */
export function ActForm(props: ActFormProps) {
  switch (props.asking.kind) {
    case "go":
      return <GoForm {...props} />;
    case "resume":
      return <ResumeForm {...props} />;
    case "set":
      return <SetForm {...props} />;
    case "time":
      return <TimeForm {...props} />;
    case "write":
      return <WriteForm {...props} />;
    case "answer":
      return <AnswerForm {...props} call={props.asking.call} />;
  }
}

type FrameProps = Pick<ActFormProps, "onAct" | "onCancel"> & {
  readonly title: string;
  readonly verb: string;
  /** What the fields say; a text says what is wrong with them. */
  readonly read: () => Act | string;
  readonly children: ReactNode;
};

function FormFrame({ title, verb, read, onAct, onCancel, children }: FrameProps) {
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const act = read();
    setError(typeof act === "string" ? act : onAct(act));
  };
  return (
    <form
      className="act-form"
      aria-label={title}
      onSubmit={submit}
      onKeyDown={(event) => event.key === "Escape" && onCancel()}
    >
      <h3 className="act-form-title">{title}</h3>
      {children}
      {error !== null && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <div className="act-form-buttons">
        <Button type="submit" look="primary" size="small">
          {verb}
        </Button>
        <Button look="quiet" size="small" onClick={onCancel}>
          {t("Cancel")}
        </Button>
      </div>
    </form>
  );
}

function GoForm({ flow, ...rest }: ActFormProps) {
  const unreached = firstUnreached(flow);
  const [block, setBlock] = useState(unreached ?? flow.start);
  const [json, setJson] = useState("");
  const options = Object.keys(flow.blocks).map((value) => ({ value, label: nameOf(flow, value) }));
  const read = () => {
    if (json.trim() === "") return goes(block);
    const fields = readRecord(json);
    return fields === null
      ? t("Write the fields as JSON: {example}", { example })
      : goes(block, { fields });
  };
  return (
    <FormFrame {...rest} title={t("Send Go")} verb={t("Send Go")} read={read}>
      <Select
        autoFocus
        size="small"
        label={t("Go on from")}
        options={options}
        value={block}
        onChange={({ target }) => setBlock(target.value)}
      />
      <TextArea
        isMono
        rows={2}
        label={t("Fields to set with it, as JSON")}
        placeholder={example}
        value={json}
        onChange={({ target }) => setJson(target.value)}
      />
    </FormFrame>
  );
}

const example = '{"data": {"status": "paid"}}';

function ResumeForm(props: ActFormProps) {
  const [json, setJson] = useState('{"status": "paid"}');
  const read = () => {
    const value = readValue(json);
    return value.isJson ? resumes(value.value) : t("This is not JSON.");
  };
  return (
    <FormFrame {...props} title={t("Resume")} verb={t("Resume")} read={read}>
      <TextArea
        autoFocus
        isMono
        rows={3}
        label={t("What the service posts to the resume address")}
        value={json}
        onChange={({ target }) => setJson(target.value)}
      />
    </FormFrame>
  );
}

function SetForm({ flow, ...rest }: ActFormProps) {
  const [name, setName] = useState("");
  const [text, setText] = useState("");
  const read = () => {
    const field = name.trim().replace(/^@/, "");
    if (field === "") return t("Name the field.");
    return sets({ [field]: text.trim() === "" ? null : readValue(text).value });
  };
  return (
    <FormFrame {...rest} title={t("Set a field")} verb={t("Set")} read={read}>
      <TextField
        autoFocus
        size="small"
        label={t("Field")}
        list="act-form-fields"
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <datalist id="act-form-fields">
        {Object.keys(flow.fields).map((it) => (
          <option key={it} value={it} />
        ))}
      </datalist>
      <TextArea
        isMono
        rows={2}
        label={t("Value: text or JSON; empty clears the field")}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </FormFrame>
  );
}

function TimeForm(props: ActFormProps) {
  const [count, setCount] = useState("30");
  const [unit, setUnit] = useState("60000");
  const read = () => {
    const ms = Number(count) * Number(unit);
    return ms > 0 && ms <= 400 * 86_400_000 ? jumps(ms) : t("Between a second and 400 days.");
  };
  const units = [
    { value: "1000", label: t("seconds") },
    { value: "60000", label: t("minutes") },
    { value: "3600000", label: t("hours") },
    { value: "86400000", label: t("days") },
  ];
  return (
    <FormFrame {...props} title={t("Move the clock on")} verb={t("Move")} read={read}>
      <div className="act-form-row">
        <TextField
          autoFocus
          size="small"
          inputMode="decimal"
          label={t("How much")}
          value={count}
          onChange={({ target }) => setCount(target.value)}
        />
        <Select
          size="small"
          label={t("Unit")}
          options={units}
          value={unit}
          onChange={({ target }) => setUnit(target.value)}
        />
      </div>
    </FormFrame>
  );
}

function WriteForm(props: ActFormProps) {
  const [text, setText] = useState("");
  const read = () => (text.trim() === "" ? t("Write something.") : writesAsAgent(text.trim()));
  return (
    <FormFrame {...props} title={t("Write as an agent")} verb={t("Write")} read={read}>
      <TextField
        autoFocus
        size="small"
        label={t("Message")}
        hint={t(
          "The first word takes the conversation over: the bot is silent until the agent leaves.",
        )}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </FormFrame>
  );
}

type AnswerFormProps = ActFormProps & {
  readonly call: Extract<Asking, { kind: "answer" }>["call"];
};

function AnswerForm({ call, ...rest }: AnswerFormProps) {
  const [status, setStatus] = useState("200");
  const [text, setText] = useState('{"status": "pending"}');
  const read = () =>
    /^[1-5]\d\d$/.test(status.trim())
      ? writtenAnswer(call, Number(status), text)
      : t("A status is a number from 100 to 599.");
  return (
    <FormFrame {...rest} title={t("Answer by hand")} verb={t("Answer")} read={read}>
      <p className="act-form-about mono">
        {call.request.method} {call.request.url}
      </p>
      <TextField
        autoFocus
        size="small"
        isMono
        inputMode="numeric"
        label={t("Status")}
        value={status}
        onChange={({ target }) => setStatus(target.value)}
      />
      <TextArea
        isMono
        rows={4}
        label={t("Body")}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </FormFrame>
  );
}

function nameOf(flow: FlowDocument, id: string): string {
  const name = blockName(flow, id);
  return name === id ? id : `${name} (${id})`;
}

/** Most often Go leads to where no arrow does. */
function firstUnreached(flow: FlowDocument): string | undefined {
  const blocks = Object.values(flow.blocks);
  const reached = new Set([flow.start, ...blocks.flatMap(({ next }) => Object.values(next))]);
  return Object.keys(flow.blocks).find((id) => !reached.has(id));
}

function readRecord(json: string) {
  const { value, isJson } = readValue(json);
  if (!isJson || typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return Object.fromEntries(Object.entries(value));
}
