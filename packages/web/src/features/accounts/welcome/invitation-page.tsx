import type { InvitationLook } from "@parley/contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { ApiError } from "../../../data/api.ts";
import { useApi } from "../../../data/api-context.ts";
import { sessionQuery } from "../../../data/session.ts";
import { Button } from "../../../ui/button.tsx";
import { LinkButton } from "../../../ui/link-button.tsx";
import { Skeleton } from "../../../ui/states.tsx";
import { t } from "../../../ui/words.ts";
import { RefusalNote } from "../refusal-note.tsx";
import { roleName } from "../role-names.ts";
import { JoinForm } from "./join-form.tsx";
import { SignInSteps } from "./sign-in-steps.tsx";
import { useEnter } from "./use-enter.ts";
import { WelcomeFrame } from "./welcome-frame.tsx";

/** Takes up an invitation: signs in, or makes an account. */
export function InvitationPage() {
  const { token = "" } = useParams({ strict: false });
  const api = useApi();
  const path = `/studio/api/invitations/${encodeURIComponent(token)}`;
  const look = useQuery({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => api.get<InvitationLook>(`${path}/look`, signal),
    retry: false,
  });
  if (look.isPending)
    return (
      <WelcomeFrame title={t("Invitation")}>
        <Skeleton rows={3} />
      </WelcomeFrame>
    );
  if (look.isError) return <Unusable error={look.error} onRetry={() => void look.refetch()} />;
  const { workspace, role } = look.data;
  return (
    <WelcomeFrame
      title={t("Join {workspace}", { workspace })}
      about={t("You are invited to work there as {role}.", { role: roleName(role) })}
    >
      <Ways invitation={look.data} path={`${path}/accept`} />
    </WelcomeFrame>
  );
}

function Unusable({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const isGone = error instanceof ApiError && error.status >= 400;
  return (
    <WelcomeFrame
      title={isGone ? t("This invitation does not hold any more") : t("Invitation")}
      about={
        isGone &&
        t("It was used, taken back, or is older than seven days. Ask whoever sent it for another.")
      }
    >
      <div className="welcome-form">
        {isGone ? (
          <LinkButton to="/sign-in">{t("Go to sign-in")}</LinkButton>
        ) : (
          <>
            <RefusalNote error={error} />
            <Button onClick={onRetry}>{t("Try again")}</Button>
          </>
        )}
      </div>
    </WelcomeFrame>
  );
}

interface WaysProps {
  readonly invitation: InvitationLook;
  readonly path: string;
}

function Ways({ invitation, path }: WaysProps) {
  const api = useApi();
  const session = useQuery(sessionQuery(api));
  const enter = useEnter();
  const accept = useMutation({
    mutationFn: (body: { readonly name?: string; readonly password?: string }) =>
      api.write("POST", path, { body }),
    onSuccess: () => enter("/bots"),
  });
  if (session.isPending) return <Skeleton rows={3} />;
  const account = session.data?.account;
  if (account && account.email.toLowerCase() !== invitation.email.toLowerCase())
    return <OtherAccount email={invitation.email} own={account.email} />;
  if (account)
    return (
      <div className="welcome-form">
        <RefusalNote error={accept.error} />
        <Button look="primary" isBusy={accept.isPending} onClick={() => accept.mutate({})}>
          {t("Join as {name}", { name: account.name })}
        </Button>
      </div>
    );
  if (!invitation.has_account)
    return (
      <JoinForm
        email={invitation.email}
        error={accept.error}
        isBusy={accept.isPending}
        onJoin={accept.mutate}
      />
    );
  return <SignInSteps email={invitation.email} onSignedIn={() => accept.mutate({})} />;
}

function OtherAccount({ email, own }: { readonly email: string; readonly own: string }) {
  const api = useApi();
  const leave = useMutation({
    mutationFn: () => api.write("POST", "/studio/api/sign_out"),
    onSuccess: () => window.location.reload(),
  });
  return (
    <div className="welcome-form">
      <p>{t("It was sent to {email}, and you are signed in as {own}.", { email, own })}</p>
      <RefusalNote error={leave.error} />
      <Button isBusy={leave.isPending} onClick={() => leave.mutate()}>
        {t("Sign out and go on")}
      </Button>
    </div>
  );
}
