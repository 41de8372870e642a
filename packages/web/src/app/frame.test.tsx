import { screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { speakFromNowOn } from "../ui/appearance.ts";
import type { FakeAnswers } from "./testing/fake-server.ts";
import { nobody, openStudio, somebody } from "./testing/open-studio.tsx";

const bots = [3, 4].map((id) => ({
  ...{ id, name: `Bot ${id}`, uuid: "u", channel_ids: [], published: false, version: 0 },
  ...{ draft_changed: false, created_at: 1, updated_at: 1 },
}));
const workspace: FakeAnswers = {
  "GET /studio/api/session": { body: somebody() },
  "GET /v1/bots/": { body: { success: true, total: 2, bots } },
  "GET /v1/bots/traffic/": { body: { success: true, since: 0, bots: [] } },
  "GET /v1/channels/": {
    body: { success: true, total: 1, channels: [{ id: 5, name: "Website", type: "landbot" }] },
  },
  "GET /v1/agents/": { body: { success: true, total: 0, agents: [] } },
};

afterEach(async () => {
  localStorage.clear();
  delete document.documentElement.dataset.theme;
  await speakFromNowOn("en");
  localStorage.clear();
});

test("Ctrl+K finds a channel by a few letters, and remembers what was chosen", async () => {
  const { user, address } = openStudio("/settings", workspace);
  await screen.findByRole("heading", { name: "Account" });
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox"), "websi");
  await user.click(await screen.findByRole("option", { name: /Website.*Web$/ }));
  await waitFor(() => expect(address()).toBe("/studio/channels/5"));
  await user.keyboard("{Control>}k{/Control}");
  const [first] = await screen.findAllByRole("option");
  expect(first?.textContent).toContain("Website");
  expect(screen.getByText("Recent")).toBeDefined();
});

test("the palette changes the theme at once", async () => {
  const { user } = openStudio("/settings", workspace);
  await screen.findByRole("heading", { name: "Account" });
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox"), "dark th{Enter}");
  expect(document.documentElement.dataset.theme).toBe("dark");
  const dark = await screen.findByRole("radio", { name: "Dark" });
  expect(dark.getAttribute("aria-checked")).toBe("true");
});

test("keys lead to screens, but not while one is typing", async () => {
  const { user, address } = openStudio("/settings", workspace);
  await screen.findByRole("heading", { name: "Account" });
  await user.click(screen.getByRole("textbox", { name: "Name" }));
  await user.keyboard("gb");
  expect(address()).toBe("/studio/settings");
  await user.click(document.body);
  await user.keyboard("gb");
  await waitFor(() => expect(address()).toBe("/studio/bots"));
});

test("a tooltip stands in a landmark", async () => {
  const { user } = openStudio("/settings", workspace);
  await screen.findByRole("heading", { name: "Account" });
  await user.hover(screen.getByRole("link", { name: "Channels" }));
  const tooltip = await screen.findByRole("tooltip");
  expect(tooltip.closest("main")).not.toBeNull();
});

test("what an open menu says stands in a landmark", async () => {
  const { user } = openStudio("/settings", workspace);
  await user.click(await screen.findByRole("button", { name: "Account of Ann Larsen" }));
  expect((await screen.findByRole("menu")).closest("main")).not.toBeNull();
});

test("a question mark shows the keys", async () => {
  const { user } = openStudio("/settings", workspace);
  await screen.findByRole("heading", { name: "Account" });
  await user.keyboard("?");
  expect(await screen.findByRole("dialog", { name: "Keyboard shortcuts" })).toBeDefined();
});

test("when the screen changes, focus goes to the work and the title is said", async () => {
  const { user } = openStudio("/settings", workspace);
  await user.click(await screen.findByRole("link", { name: "People" }));
  await screen.findByRole("heading", { name: "People" });
  await waitFor(() => expect(document.activeElement?.id).toBe("work"));
  const news = document.querySelector("[data-part=screen-news]");
  await waitFor(() => expect(news?.textContent).toBe("People · Settings · Parley"));
});

test("another language is spoken at once, and stays", async () => {
  const { user } = openStudio("/settings", workspace);
  await user.selectOptions(await screen.findByLabelText("Language"), "Deutsch");
  await waitFor(() => expect(document.documentElement.lang).toBe("de"));
  expect(localStorage.getItem("parley/language")).toBe("de");
});

test("signing out ends the session, and leaves by the server", async () => {
  const leave = vi.spyOn(window.location, "assign").mockImplementation(() => {});
  const { user, server } = openStudio("/settings", {
    ...workspace,
    "POST /studio/api/sign_out": {},
  });
  await user.click(await screen.findByRole("button", { name: "Account of Ann Larsen" }));
  await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
  await waitFor(() => expect(leave).toHaveBeenCalledWith("/studio/sign-in"));
  expect(server.asked("POST /studio/api/sign_out")).toHaveLength(1);
});

test("another workspace is entered by a fresh page", async () => {
  const leave = vi.spyOn(window.location, "assign").mockImplementation(() => {});
  const two = somebody();
  const other = { id: 8, name: "Mill", role: "agent", agent_id: 80 };
  const { user } = openStudio("/settings", {
    ...workspace,
    "GET /studio/api/session": { body: { ...two, workspaces: [...two.workspaces, other] } },
  });
  await user.click(await screen.findByRole("button", { name: "Workspace Harbour" }));
  await screen.findByRole("menuitem", { name: /Switch workspace/ });
  await user.keyboard("{ArrowDown}{ArrowRight}");
  await screen.findByRole("menuitemradio", { name: "Mill" });
  await user.keyboard("{ArrowDown}{Enter}");
  await waitFor(() => expect(leave).toHaveBeenCalledWith("/studio/bots"));
  expect(localStorage.getItem("parley/workspace")).toBe("8");
});

test("who belongs to no workspace can begin one", async () => {
  const leave = vi.spyOn(window.location, "assign").mockImplementation(() => {});
  const { user, server } = openStudio("/bots", {
    ...workspace,
    "GET /studio/api/session": {
      body: { ...somebody(), workspaces: [], may_found_workspaces: true },
    },
    "POST /studio/api/workspaces": {
      body: { success: true, workspace: { id: 9, name: "Mill", role: "admin", agent_id: 90 } },
    },
  });
  await user.type(await screen.findByLabelText("Name of the workspace"), "Mill");
  await user.click(screen.getByRole("button", { name: "Create workspace" }));
  await waitFor(() => expect(leave).toHaveBeenCalledWith("/studio/bots"));
  expect(server.asked("POST /studio/api/workspaces")).toEqual([{ name: "Mill" }]);
});

test("who belongs to no workspace asks for an invitation where only owners found one", async () => {
  openStudio("/bots", {
    "GET /studio/api/session": {
      body: { ...somebody(), workspaces: [], may_found_workspaces: false },
    },
  });
  expect(await screen.findByText(/its link lets you in/)).toBeDefined();
  expect(screen.queryByLabelText("Name of the workspace")).toBeNull();
});

test("a session that ended elsewhere leads to sign-in, and back to where one was", async () => {
  const answers = { session: somebody() };
  const { user, address } = openStudio("/settings", {
    ...workspace,
    "GET /studio/api/session": () => ({ body: answers.session }),
    "GET /v1/agents/": { status: 401, body: { detail: "Sign in." } },
  });
  await screen.findByRole("heading", { name: "Account" });
  answers.session = nobody;
  await user.click(screen.getByRole("link", { name: "People" }));
  await screen.findByRole("heading", { name: "Sign in to Parley" });
  expect(address()).toBe("/studio/sign-in?to=%2Fsettings%2Fpeople");
});

test("a session that ended is noticed by account calls as well", async () => {
  const answers = { session: somebody() };
  const { user } = openStudio("/settings", {
    ...workspace,
    "GET /studio/api/session": () => ({ body: answers.session }),
    "GET /studio/api/sessions": { status: 401, body: { detail: "Sign in." } },
  });
  await screen.findByRole("heading", { name: "Account" });
  answers.session = nobody;
  await user.click(screen.getByRole("link", { name: "Sign-in and security" }));
  expect(await screen.findByRole("heading", { name: "Sign in to Parley" })).toBeDefined();
});

test("an agent is told whom to ask where everything would be refused", async () => {
  const { server } = openStudio("/integrations", {
    ...workspace,
    "GET /studio/api/session": { body: somebody("agent") },
  });
  expect(await screen.findByText("This is for builders and owners")).toBeDefined();
  const way = screen.getByRole("link", { name: "See who the owners are" });
  expect(way.getAttribute("href")).toBe("/studio/settings/people");
  expect(server.asked("GET /v1/channels/")).toEqual([]);
});

test("who loses their seat while they work is told so, and shown the way to another workspace", async () => {
  const leave = vi.spyOn(window.location, "assign").mockImplementation(() => {});
  const session = somebody();
  const other = { id: 8, name: "Mill", role: "agent", agent_id: 80 } as const;
  const answers = { session: { ...session, workspaces: [...session.workspaces, other] } };
  const { user, server } = openStudio("/settings", {
    ...workspace,
    "GET /studio/api/session": () => ({ body: answers.session }),
    "GET /v1/bots/": { status: 403, body: { detail: "You do not belong to this workspace." } },
  });
  await screen.findByRole("heading", { name: "Account" });
  answers.session = { ...session, workspaces: [other] };
  await user.click(screen.getByRole("link", { name: "Bots" }));
  expect(await screen.findByText("You do not belong to this workspace any more")).toBeDefined();
  const meant = server.calls.filter(({ path }) => path.startsWith("/v1/"));
  expect(new Set(meant.map((it) => it.workspace))).toEqual(new Set(["7"]));
  await user.click(screen.getByRole("button", { name: "Switch to Mill" }));
  expect(leave).toHaveBeenCalledWith("/studio/bots");
  expect(localStorage.getItem("parley/workspace")).toBe("8");
});

test("who becomes an agent meanwhile is not shown raw refusals", async () => {
  const answers = { session: somebody("manager") };
  const { user } = openStudio("/settings", {
    ...workspace,
    "GET /studio/api/session": () => ({ body: answers.session }),
    "GET /v1/channels/": { status: 403, body: { detail: "Your role does not allow this." } },
  });
  await screen.findByRole("heading", { name: "Account" });
  answers.session = somebody("agent");
  await user.click(screen.getByRole("link", { name: "Integrations" }));
  expect(await screen.findByText("This is for builders and owners")).toBeDefined();
});

test("an address that leads nowhere says so inside the frame", async () => {
  openStudio("/no/such/screen", workspace);
  expect(await screen.findByText("There is nothing at this address")).toBeDefined();
  expect(screen.getByRole("navigation", { name: "Main" })).toBeDefined();
});
