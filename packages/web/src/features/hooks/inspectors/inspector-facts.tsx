import type { Inspector, InspectorAnswer } from "@parley/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { Copy } from "../../../ui/copy.tsx";
import { Select, TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { answerPresetOf, findAnswers, type InspectorAnswers } from "../model/inspector-answer.ts";
import { inspectorPath } from "./inspector-queries.ts";
import "../hook/hook-facts.css";
import "./inspector-facts.css";

/** An inspector's address, and what it answers: changed at once. */
export function InspectorFacts({ inspector }: { readonly inspector: Inspector }) {
  const api = useApi();
  const notices = useNotices();
  const queries = useQueryClient();
  const answersId = useId();
  const key = ["inspectors", inspector.id];
  const change = useMutation({
    mutationFn: async (body: Partial<InspectorAnswers>) =>
      (await api.write<InspectorAnswer>("PATCH", inspectorPath(inspector.id), { body })).body
        .inspector,
    onSuccess: (changed) => {
      queries.setQueryData(key, changed);
      void queries.invalidateQueries({ queryKey: ["inspectors"], exact: true });
    },
    onError: (error) => notices.tell({ text: error.message, meaning: "fail" }),
  });
  return (
    <div className="facts-block">
      <dl className="facts">
        <div className="fact inspector-address">
          <dt>{t("Address")}</dt>
          <dd>
            <Copy text={inspector.url} />
          </dd>
        </div>
      </dl>
      <fieldset className="inspector-answers" aria-labelledby={answersId}>
        <legend id={answersId} className="visually-hidden">
          {t("What it answers")}
        </legend>
        <Select
          label={t("It answers")}
          value={answerPresetOf(inspector)}
          onChange={({ target }) => {
            const answers = findAnswers(target.value);
            if (answers) change.mutate(answers);
          }}
          options={presetOptions(answerPresetOf(inspector) === "own")}
        />
        <Amount
          label={t("Status")}
          value={inspector.status}
          least={200}
          most={599}
          onChange={(status) => change.mutate({ status })}
        />
        <Amount
          label={t("After, in ms")}
          value={inspector.delay_ms}
          least={0}
          most={60_000}
          onChange={(delay_ms) => change.mutate({ delay_ms })}
        />
      </fieldset>
    </div>
  );
}

const presetOptions = (hasOwn: boolean) => [
  { value: "ok", label: t("200, at once") },
  { value: "failing", label: t("500: it fails") },
  { value: "busy", label: t("503: it is busy") },
  { value: "gone", label: t("410: it is gone") },
  { value: "slow", label: t("200 after 5 s: it is slow") },
  { value: "silent", label: t("Nothing in time: it is silent") },
  ...(hasOwn ? [{ value: "own", label: t("As set here") }] : []),
];

interface AmountProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

function Amount({ label, value, least, most, onChange }: AmountProps) {
  const settle = (text: string) => {
    const number = Number(text);
    const isFit = Number.isInteger(number) && number >= least && number <= most;
    if (text !== "" && isFit && number !== value) onChange(number);
  };
  return (
    <TextField
      key={value}
      label={label}
      type="number"
      min={least}
      max={most}
      defaultValue={value}
      onBlur={({ target }) => settle(target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") settle(event.currentTarget.value);
      }}
    />
  );
}
