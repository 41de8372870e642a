-- Everything that was said on the channels whose hooks lead here, a row each.
create table if not exists parley_messages (
  event_id    text primary key,            -- what makes "exactly once" of "at least once"
  channel_id  bigint not null,
  customer_id bigint not null,
  seq         integer not null,            -- 1, 2, 3 … in a conversation
  said_at     timestamptz not null,
  type        text not null,               -- text, button, dialog, image … event
  sender      text not null,               -- customer, bot, agent, sys
  sender_name text not null,
  body        text not null,               -- the words, the caption, or what happened
  message     jsonb not null,              -- all of it, as it came
  kept_at     timestamptz not null default now(),
  unique (customer_id, seq)
);

create index if not exists parley_messages_by_time on parley_messages (channel_id, said_at);

-- Where numbers are missing in a conversation: on the way still, given up, or filtered out by the hook's settings.
create or replace view parley_gaps as
select customer_id, after_seq, next_seq - after_seq - 1 as missing
from (
  select customer_id, lag(seq, 1, 0) over (partition by customer_id order by seq) as after_seq, seq as next_seq
  from parley_messages
) pairs
where next_seq > after_seq + 1;
