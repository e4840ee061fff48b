/** A name and what is known of it; empty values are left out. */
export interface Fact {
  name: string;
  value: string;
  strong?: boolean;
}
