import { errorsOf } from "../../../data/errors-of.ts";
import { SegmentedControl } from "../../../ui/segmented-control.tsx";
import { Switch } from "../../../ui/switch.tsx";
import { Select, TextArea, TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { usualAccent } from "../model/preview-config.ts";
import { ColourField } from "./colour-field.tsx";
import type { ChannelForm } from "./use-channel-form.ts";

/** How the chat looks: name, picture, colours, corner. */
export function LookPart({ form }: { readonly form: ChannelForm }) {
  return (
    <div className="channel-part">
      <Brand form={form} />
      <Colours form={form} />
      <Shape form={form} />
    </div>
  );
}

interface PartProps {
  readonly form: ChannelForm;
}

function Brand({ form: { draft, set, error } }: PartProps) {
  const errors = errorsOf(error);
  return (
    <>
      <TextField
        label={t("Brand name")}
        hint={t("At the top of the chat. Without one: the channel's name.")}
        value={draft.brandName}
        placeholder={draft.name}
        onChange={({ target }) => set({ brandName: target.value })}
        error={errors.brand_name}
        maxLength={200}
        dir="auto"
      />
      <TextField
        label={t("Tagline")}
        hint={t("Under the name.")}
        value={draft.tagline}
        onChange={({ target }) => set({ tagline: target.value })}
        error={errors.tagline}
        maxLength={500}
        dir="auto"
      />
      <TextField
        label={t("Avatar")}
        hint={t("The address of a square picture.")}
        type="url"
        isMono
        placeholder="https://example.org/avatar.png"
        value={draft.avatarUrl}
        onChange={({ target }) => set({ avatarUrl: target.value })}
        error={errors.avatar_url}
      />
    </>
  );
}

function Colours({ form: { draft, set, error } }: PartProps) {
  const errors = errorsOf(error);
  return (
    <>
      <div className="form-row">
        <ColourField
          label={t("Accent")}
          hint={t("Contrast is corrected by itself.")}
          value={draft.accent}
          usual={usualAccent}
          onChange={(accent) => set({ accent })}
          error={errors.accent}
        />
        <ColourField
          label={t("Background")}
          hint={t("In light only.")}
          value={draft.background}
          usual="#ffffff"
          onChange={(background) => set({ background })}
        />
      </div>
      <div className="field">
        <span className="field-label" aria-hidden="true">
          {t("Light or dark")}
        </span>
        <SegmentedControl
          label={t("Light or dark")}
          value={draft.scheme}
          onChange={(scheme) => set({ scheme })}
          options={[
            { value: "auto", label: t("As the visitor's system") },
            { value: "light", label: t("Light") },
            { value: "dark", label: t("Dark") },
          ]}
        />
      </div>
    </>
  );
}

function Shape({ form: { draft, set, error } }: PartProps) {
  const errors = errorsOf(error);
  return (
    <>
      <div className="form-row">
        <Select
          label={t("Corners")}
          value={draft.radius}
          onChange={({ target }) => set({ radius: target.value })}
          options={[
            { value: "", label: t("As usual") },
            { value: "4", label: t("Square") },
            { value: "10", label: t("Soft") },
            { value: "22", label: t("Round") },
            ...(["", "4", "10", "22"].includes(draft.radius)
              ? []
              : [{ value: draft.radius, label: t("{radius} px", { radius: draft.radius }) }]),
          ]}
        />
        <TextField
          label={t("Text size")}
          type="number"
          min={10}
          max={24}
          value={draft.fontSize}
          onChange={({ target }) => set({ fontSize: target.value })}
          error={errors.font_size}
        />
        <Select
          label={t("Corner of the bubble")}
          value={draft.position}
          onChange={({ target }) => set({ position: target.value === "left" ? "left" : "right" })}
          options={[
            { value: "right", label: t("Right") },
            { value: "left", label: t("Left") },
          ]}
        />
      </div>
      <Switch
        label={t("Say that it is made with Parley")}
        isOn={draft.hasBranding}
        onChange={(hasBranding) => set({ hasBranding })}
      />
      <TextArea
        label="CSS"
        hint={t("For what cannot be set above. It may not load anything from elsewhere.")}
        isMono
        rows={4}
        spellCheck={false}
        value={draft.css}
        onChange={({ target }) => set({ css: target.value })}
        error={errors.style}
      />
    </>
  );
}
