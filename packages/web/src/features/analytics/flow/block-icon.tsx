import {
  Braces,
  Calendar,
  CalendarClock,
  CircleHelp,
  CornerUpRight,
  DoorOpen,
  FlagTriangleRight,
  FlaskConical,
  Globe,
  Hash,
  Hourglass,
  Image,
  Link2,
  type LucideIcon,
  Mail,
  MessageSquare,
  Paperclip,
  PhoneCall,
  Sigma,
  Split,
  SquareMousePointer,
  Star,
  TextCursorInput,
  Timer,
  ToggleLeft,
  UserRound,
  UsersRound,
  Waves,
} from "lucide-react";
import { kindFamily } from "../model/block-kinds.ts";
import "./block-icon.css";

const icons: Readonly<Record<string, LucideIcon>> = {
  send_text: MessageSquare,
  media: Image,
  buttons: SquareMousePointer,
  ask_text: TextCursorInput,
  ask_name: UserRound,
  ask_email: Mail,
  ask_phone: PhoneCall,
  ask_number: Hash,
  ask_date: Calendar,
  ask_url: Link2,
  ask_yes_no: ToggleLeft,
  ask_file: Paperclip,
  ask_rating: Star,
  set_field: Braces,
  formula: Sigma,
  conditions: Split,
  business_hours: CalendarClock,
  ab_test: FlaskConical,
  goal: FlagTriangleRight,
  jump: CornerUpRight,
  webhook: Globe,
  wait: Hourglass,
  delay: Timer,
  human_takeover: UsersRound,
  goodbye: Waves,
  close: DoorOpen,
};

/** What kind of block it is, as a picture in its family's colour; its name always stands beside it. */
export function BlockIcon({ kind }: { readonly kind: string }) {
  const Icon = icons[kind] ?? CircleHelp;
  return (
    <span className={`block-icon block-icon-${kindFamily(kind)}`}>
      <Icon aria-hidden="true" />
    </span>
  );
}
