import { RadioGroup } from "radix-ui";
import { t } from "../../../ui/words.ts";
import { FlowSketch } from "./flow-sketch.tsx";
import { describeTemplates, type TemplateName, templateNames } from "./templates.ts";

export interface TemplateChoiceProps {
  readonly value: TemplateName;
  readonly onChange: (name: TemplateName) => void;
}

/** One of the templates, each with a small picture of its flow. */
export function TemplateChoice({ value, onChange }: TemplateChoiceProps) {
  const templates = describeTemplates();
  return (
    <RadioGroup.Root
      className="templates"
      aria-label={t("Template")}
      value={value}
      onValueChange={(chosen) => {
        const name = templateNames.find((it) => it === chosen);
        if (name) onChange(name);
      }}
    >
      {templateNames.map((name) => {
        const { title, about, sketch } = templates[name];
        return (
          <RadioGroup.Item key={name} className="template" value={name}>
            <FlowSketch blocks={sketch} />
            <span className="template-title">{title}</span>
            <span className="template-about">{about}</span>
          </RadioGroup.Item>
        );
      })}
    </RadioGroup.Root>
  );
}
