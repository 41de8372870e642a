import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { openStudio, somebody } from "../../../app/testing/open-studio.tsx";

const channel = {
  ...{ id: 5, name: "Shop", type: "landbot", active: true, chats: 0, hooks: [], style: "" },
  ...{ design: { mine: 1 }, text: {}, brand_name: "", tagline: "", agent_idle_minutes: 5 },
  ...{ accent: "", avatar_url: "", font_size: 15, dark: false, light: false, branding: true },
  ...{ allowed_sites: null, bots: [], config_url: "https://chat.example.org/v3/H-5-A/index.json" },
};

const answers = {
  "GET /studio/api/session": { body: somebody() },
  "GET /v1/channels/5/": { body: { success: true, channel } },
  "GET /v1/bots/": { body: { success: true, total: 0, bots: [] } },
  "GET /v3/H-5-A/index.json": { body: { welcome: [] } },
};

test("a look is saved with what changed alone, beside what others keep in the same place", async () => {
  const studio = openStudio("/channels/5", {
    ...answers,
    "PATCH /v1/channels/5/": ({ body }) => ({
      body: { success: true, channel: { ...channel, ...(body as object) } },
    }),
  });
  const { user, server } = studio;
  await user.type(await screen.findByLabelText("Tagline"), "Open late");
  await user.selectOptions(screen.getByLabelText("Corner of the bubble"), "Left");
  await user.click(screen.getByRole("button", { name: "Save changes" }));
  await screen.findByText("Saved; in force at once");
  expect(server.asked("PATCH /v1/channels/5/")).toEqual([
    { tagline: "Open late", design: { mine: 1, position: "left" } },
  ]);
  expect(screen.queryByRole("button", { name: "Save changes" })).toBeNull();
});

test("what is refused stands under its field, and what was typed stays", async () => {
  const { user } = openStudio("/channels/5", {
    ...answers,
    "PATCH /v1/channels/5/": {
      status: 422,
      body: { errors: { accent: ["Give a colour of CSS: #0f766e"] } },
    },
  });
  await user.type(await screen.findByLabelText("Accent"), "blu!");
  await user.click(screen.getByRole("button", { name: "Save changes" }));
  const why = "Give a colour of CSS: #0f766e";
  expect(await screen.findByText(why)).toBeTruthy();
  expect(screen.getByText(`Not saved: ${why}`)).toBeTruthy();
  expect((screen.getByLabelText("Accent") as HTMLInputElement).value).toBe("blu!");
});

test("discarding brings back what is saved", async () => {
  const { user } = openStudio("/channels/5", answers);
  const field = (await screen.findByLabelText("Brand name")) as HTMLInputElement;
  await user.type(field, "Kayaks");
  await user.click(screen.getByRole("button", { name: "Discard" }));
  expect(field.value).toBe("");
});

test("an agent reads the settings, and is offered nothing that would be refused", async () => {
  openStudio("/channels/5?view=settings", {
    ...answers,
    "GET /studio/api/session": { body: somebody("agent") },
  });
  const name = await screen.findByLabelText("Name");
  expect(name.closest("fieldset")?.disabled).toBe(true);
  expect(screen.getByText(/As an agent you can look at this/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Switch off" })).toBeNull();
});
