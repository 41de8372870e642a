import type { StudioRole } from "@parley/contract";
import { Select } from "../../../ui/text-field.tsx";
import { roleName, roles } from "../role-names.ts";

export interface RoleSelectProps {
  readonly label: string;
  readonly value: StudioRole;
  readonly disabled?: boolean;
  readonly onChange: (role: StudioRole) => void;
}

/** One of the roles. */
export function RoleSelect({ label, value, disabled = false, onChange }: RoleSelectProps) {
  return (
    <Select
      label={label}
      hidesLabel
      size="small"
      value={value}
      disabled={disabled}
      onChange={({ target }) => {
        const role = roles.find((it) => it === target.value);
        if (role) onChange(role);
      }}
      options={roles.map((role) => ({ value: role, label: roleName(role) }))}
    />
  );
}
