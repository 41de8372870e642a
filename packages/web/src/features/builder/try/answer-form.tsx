import { useState } from "react";
import { TextArea, TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { type ActFormProps, ActFrame } from "./act-frame.tsx";
import { writtenAnswer } from "./model/answer-acts.ts";
import type { Asking } from "./try-actions.ts";

type AnswerFormProps = ActFormProps & {
  readonly call: Extract<Asking, { kind: "answer" }>["call"];
};

/** Asks for the answer to a call that is under way. */
export function AnswerForm({ call, ...rest }: AnswerFormProps) {
  const [status, setStatus] = useState("200");
  const [text, setText] = useState('{"status": "pending"}');
  const read = () =>
    /^[1-5]\d\d$/.test(status.trim())
      ? writtenAnswer(call, Number(status), text)
      : t("A status is a number from 100 to 599.");
  return (
    <ActFrame {...rest} title={t("Answer by hand")} verb={t("Answer")} read={read}>
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
    </ActFrame>
  );
}
