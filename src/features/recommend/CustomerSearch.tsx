import { ActionIcon } from "@mantine/core";
import { Shuffle } from "lucide-react";
import { nounOf } from "../../ui/feedback";
import { formatAmount } from "../../ui/format";
import { SearchList } from "../../ui/SearchList";
import { useStore } from "../studio/store";
import { LookFor } from "./customer/LookFor";
import { matchesSentence } from "./sentences";

/** Find a customer by part of an id, or by the very id typed. */
export function CustomerSearch() {
  const query = useStore((state) => state.query);
  const feedback = useStore((state) => state.data?.summary.feedback ?? "explicit");
  const matches = useStore((state) => state.matches);
  const total = useStore((state) => state.matchesTotal);
  const opened = useStore((state) => state.customer?.id);
  const pending = useStore((state) => state.customerPending);
  const search = useStore((state) => state.search);
  const openCustomer = useStore((state) => state.openCustomer);
  const lookFor = useStore((state) => state.lookFor);

  function openTyped() {
    // The listed matches may be of an earlier query still, so Enter takes the text by its word.
    const user = query.trim();
    if (user) void openCustomer(user);
  }

  function openRandom() {
    const match = matches[Math.floor(Math.random() * matches.length)];
    if (match) void openCustomer(match.id);
  }

  return (
    <SearchList
      label="Find a customer"
      placeholder="Id, or part of it"
      listLabel="Customers"
      query={query}
      items={matches.map(({ id, ratings }) => ({
        key: id,
        title: id,
        figure: formatAmount(ratings, nounOf(feedback).one),
      }))}
      sentence={matchesSentence(query, matches.length, total, lookFor)}
      opened={opened}
      pending={pending}
      testId="customer-search"
      beside={
        <ActionIcon
          variant="default"
          size={36}
          disabled={matches.length === 0}
          onClick={openRandom}
          aria-label="Random customer of the list"
          title="Random customer of the list"
          data-testid="random-customer"
        >
          <Shuffle size={16} aria-hidden />
        </ActionIcon>
      }
      under={<LookFor />}
      onSearch={(text) => void search(text)}
      onOpen={(id) => void openCustomer(String(id))}
      onTyped={openTyped}
    />
  );
}
