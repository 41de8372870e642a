import { resumes } from "@parley/testkit";
import { useState } from "react";
import { Select, TextArea, TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { type ActFormProps, ActFrame } from "./act-frame.tsx";
import { AnswerForm } from "./answer-form.tsx";
import { GoForm } from "./go-form.tsx";
import { readValue } from "./model/read-value.ts";
import { jumps } from "./model/time-acts.ts";
import { SetForm } from "./set-form.tsx";
import { writesAsAgent } from "./try-actions.ts";

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

function ResumeForm(props: ActFormProps) {
  const [json, setJson] = useState('{"status": "paid"}');
  const read = () => {
    const value = readValue(json);
    return value.isJson ? resumes(value.value) : t("This is not JSON.");
  };
  return (
    <ActFrame {...props} title={t("Resume")} verb={t("Resume")} read={read}>
      <TextArea
        autoFocus
        isMono
        rows={3}
        label={t("What the service posts to the resume address")}
        value={json}
        onChange={({ target }) => setJson(target.value)}
      />
    </ActFrame>
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
    <ActFrame {...props} title={t("Move the clock on")} verb={t("Move")} read={read}>
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
    </ActFrame>
  );
}

function WriteForm(props: ActFormProps) {
  const [text, setText] = useState("");
  const read = () => (text.trim() === "" ? t("Write something.") : writesAsAgent(text.trim()));
  return (
    <ActFrame {...props} title={t("Write as an agent")} verb={t("Write")} read={read}>
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
    </ActFrame>
  );
}
