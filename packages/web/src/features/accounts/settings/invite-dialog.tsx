import type { NewInvitationAnswer, StudioRole } from "@parley/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { RadioCards } from "../../../ui/radio-cards.tsx";
import { SecretOnce } from "../../../ui/secret-once.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { formValues } from "../form-values.ts";
import { RefusalNote } from "../refusal-note.tsx";
import { roleAbout, roleName, roles } from "../role-names.ts";
import { fieldErrors } from "../server-words.ts";

/** Invites somebody: to whom, as what, then the link to hand over. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const [made, setMade] = useState<NewInvitationAnswer | null>(null);
  return made ? (
    <LinkStep made={made} onClose={onClose} onAnother={() => setMade(null)} />
  ) : (
    <AddressStep onClose={onClose} onMade={setMade} />
  );
}

interface AddressStepProps {
  readonly onClose: () => void;
  readonly onMade: (made: NewInvitationAnswer) => void;
}

function AddressStep({ onClose, onMade }: AddressStepProps) {
  const api = useApi();
  const queries = useQueryClient();
  const form = useId();
  const [role, setRole] = useState<StudioRole>("manager");
  const invite = useMutation({
    mutationFn: async (email: string) =>
      (
        await api.write<NewInvitationAnswer>("POST", "/studio/api/invitations", {
          body: { email, role },
        })
      ).body,
    onSuccess: async (answer) => {
      await queries.invalidateQueries({ queryKey: ["invitations"] });
      onMade(answer);
    },
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("Invite somebody")}
      about={t("You get a link to hand over; nothing is sent by itself.")}
      actions={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button type="submit" form={form} look="primary" isBusy={invite.isPending}>
            {t("Make a link")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="settings-form invite-form"
        onSubmit={(event) => invite.mutate(formValues(event, ["email"]).email)}
      >
        <RefusalNote error={invite.error} fields={["email"]} />
        <TextField
          label={t("E-mail address")}
          name="email"
          type="email"
          autoComplete="off"
          required
          autoFocus
          error={fieldErrors(invite.error).email}
        />
        <RadioCards
          label={t("Role")}
          value={role}
          onChange={setRole}
          options={roles.map((value) => ({
            ...{ value, label: roleName(value), about: roleAbout(value) },
          }))}
        />
      </form>
    </Dialog>
  );
}

interface LinkStepProps {
  readonly made: NewInvitationAnswer;
  readonly onClose: () => void;
  readonly onAnother: () => void;
}

function LinkStep({ made, onClose, onAnother }: LinkStepProps) {
  const { email } = made.invitation;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("Hand this link to {email}", { email })}
      about={t("Whoever holds it can join once, within seven days.")}
      actions={
        <>
          <Button onClick={onAnother}>{t("Invite another")}</Button>
          <Button look="primary" onClick={onClose}>
            {t("Done")}
          </Button>
        </>
      }
    >
      <SecretOnce label={t("Invitation link")} secret={made.link} />
    </Dialog>
  );
}
