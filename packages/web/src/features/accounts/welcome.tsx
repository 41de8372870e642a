import { Page } from "../../ui/page.tsx";

/** To be drawn. */
export function SignInPage() {
  return <Page crumbs={[{ label: "SignInPage" }]}>…</Page>;
}

/** To be drawn. */
export function SetUpPage() {
  return <Page crumbs={[{ label: "SetUpPage" }]}>…</Page>;
}

/** To be drawn. */
export function InvitationPage() {
  return <Page crumbs={[{ label: "InvitationPage" }]}>…</Page>;
}
