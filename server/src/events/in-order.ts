/** A place in the line, held from the moment a number is known until its transaction has ended. */
export interface Turn {
  /** The transaction is durable. Resolves when this was told: once everything before it has ended. */
  committed(): Promise<void>;
  /** The transaction did not happen: nothing of it is told. */
  undone(): void;
}

interface Place<Told> {
  readonly told: Told;
  state: 'open' | 'committed' | 'undone';
  passed: () => void;
}

/**
 * Tells what was committed in the order of its numbers. Two commits on two connections may be answered the other way round;
 * a screen that heard 13 before 12 and then lost its connection would ask for what came after 13, and never hear of 12.
 */
export class InOrder<Told> {
  private readonly line: Place<Told>[] = [];
  private readonly tell: (told: Told) => void;

  constructor(tell: (told: Told) => void) {
    this.tell = tell;
  }

  /** Takes the next place; to be called in the order of the numbers. */
  take(told: Told): Turn {
    const place: Place<Told> = { told, state: 'open', passed: () => {} };
    this.line.push(place);
    return {
      committed: () =>
        new Promise((passed) => {
          place.passed = passed;
          place.state = 'committed';
          this.advance();
        }),
      undone: () => {
        place.state = 'undone';
        this.advance();
      },
    };
  }

  /** How many places are held. */
  get waiting(): number {
    return this.line.length;
  }

  private advance(): void {
    for (let first = this.line[0]; first && first.state !== 'open'; first = this.line[0]) {
      this.line.shift();
      if (first.state === 'committed') this.tell(first.told);
      first.passed();
    }
  }
}
