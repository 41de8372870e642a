import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import { Dialog } from "./dialog.tsx";
import { Menu } from "./menu.tsx";
import { TooltipScope } from "./tooltip.tsx";
import { speak } from "./words.ts";

await speak("en");

function Opener({ byMenu = false }: { readonly byMenu?: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const open = () => setOpen(true);
  return (
    <TooltipScope>
      {byMenu ? (
        <Menu
          trigger={<button type="button">More</button>}
          items={[{ label: "Rename", onSelect: open }]}
        />
      ) : (
        <button type="button" onClick={open}>
          Rename
        </button>
      )}
      {isOpen && (
        <Dialog isOpen onClose={() => setOpen(false)} title="Rename it">
          <input aria-label="Name" autoFocus />
        </Dialog>
      )}
    </TooltipScope>
  );
}

test("the focus returns to what opened the dialog, though a field in it takes the focus by itself", async () => {
  render(<Opener />);
  await userEvent.tab();
  await userEvent.keyboard("{Enter}");
  expect(document.activeElement).toBe(screen.getByLabelText("Name"));
  await userEvent.keyboard("{Escape}");
  const opener = await screen.findByRole("button", { name: "Rename" });
  await expect.poll(() => document.activeElement).toBe(opener);
});

test("of a dialog that a menu has opened it returns to the menu's button", async () => {
  render(<Opener byMenu />);
  await userEvent.tab();
  await userEvent.keyboard("{Enter}");
  await screen.findByRole("menuitem", { name: "Rename" });
  await userEvent.keyboard("{Enter}");
  await screen.findByRole("dialog");
  await userEvent.keyboard("{Escape}");
  const opener = await screen.findByRole("button", { name: "More" });
  await expect.poll(() => document.activeElement).toBe(opener);
});
