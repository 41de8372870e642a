import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { SegmentedControl } from "../../../ui/segmented-control.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { type Chosen, FromFile } from "./from-file.tsx";
import { blankFlow, onOwnClock } from "./own-clock.ts";
import { TemplateChoice } from "./template-choice.tsx";
import { type TemplateName, templateFlow } from "./templates.ts";
import { useCreateBot } from "./use-create-bot.ts";
import "./new-bot-dialog.css";

const ways = ["template", "file", "blank"] as const;
type Way = (typeof ways)[number];

/** Makes a bot: from a template, from a flow file, or from nothing. */
export function NewBotDialog({ onClose }: { readonly onClose: () => void }) {
  const [way, setWay] = useState<Way>("template");
  const [name, setName] = useState("");
  const [template, setTemplate] = useState<TemplateName>("lead-form");
  const [file, setFile] = useState<Chosen | null>(null);
  const create = useCreateBot();
  const suggested = way === "file" ? (file?.name ?? "") : "";
  const flowOf: Readonly<Record<Way, () => Promise<unknown>>> = {
    blank: async () => blankFlow(),
    template: async () => onOwnClock(await templateFlow(template)),
    file: async () => file?.flow,
  };
  const isReady = way !== "file" || file !== null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="wide"
      title={t("New bot")}
      actions={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button
            look="primary"
            type="submit"
            form="new-bot"
            disabled={!isReady}
            isBusy={create.isPending}
          >
            {t("Create bot")}
          </Button>
        </>
      }
    >
      <form
        id="new-bot"
        className="new-bot"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ name: name.trim() || suggested, readFlow: flowOf[way] });
        }}
      >
        <TextField
          label={t("Name")}
          required={suggested === ""}
          maxLength={200}
          autoComplete="off"
          autoFocus
          value={name}
          placeholder={suggested}
          onChange={({ target }) => setName(target.value)}
          error={create.refusal}
        />
        <WayChoice value={way} onChange={setWay} />
        {way === "template" && <TemplateChoice value={template} onChange={setTemplate} />}
        {way === "file" && <FromFile chosen={file} onChoose={setFile} />}
        {way === "blank" && (
          <p className="new-bot-blank">
            {t("One greeting on an empty canvas. Add the next block from there.")}
          </p>
        )}
      </form>
    </Dialog>
  );
}

function WayChoice(props: { readonly value: Way; readonly onChange: (way: Way) => void }) {
  const words: Readonly<Record<Way, string>> = {
    template: t("From a template"),
    file: t("From a flow file"),
    blank: t("Blank"),
  };
  return (
    <div>
      <SegmentedControl
        label={t("Begin with")}
        {...props}
        options={ways.map((value) => ({ value, label: words[value] }))}
      />
    </div>
  );
}
