/** What customers are called: by their ids, or numbered in the order in which they come up. */
export class CustomerNames {
  private readonly numbers = new Map<string, number>();

  constructor(private readonly realIds: boolean) {}

  of(user: string): string {
    if (this.realIds) return user;
    const number = this.numbers.get(user) ?? this.numbers.size + 1;
    this.numbers.set(user, number);
    return `Customer ${number}`;
  }
}
