import { setTimeout as sleep } from 'node:timers/promises';
import type { Lane, Turn } from './lane.ts';

/** What the lanes do in one run. */
export interface LoadRun {
  /** Those that ask at once. */
  readonly lanes: number;
  readonly requestsPerLane: number;
  /** Between an answer and the next question of a lane, in milliseconds. */
  readonly pauseMs: number;
  /** Numbers that each answer counts to, a token each; 0 asks for a word or two. */
  readonly countTo: number;
  /** Whether each lane's questions are those of one conversation, whose first is not measured. */
  readonly isGoingOn: boolean;
}

/** What came of it. Every answer was whole. */
export interface LoadResult {
  /** From the question to the first piece of each answer. */
  readonly firstTokenMs: readonly number[];
  /** From the first question to the last answer. */
  readonly ms: number;
  /** Pieces of all answers. */
  readonly pieces: number;
}

/** Lets every lane ask, all at once. Rejects at the first answer that is not the right one. */
export async function runLanes(lanes: readonly Lane[], run: LoadRun): Promise<LoadResult> {
  const clients = lanes.map((lane) => new LaneClient(lane, run));
  await Promise.all(clients.map(async (asker) => await asker.begin()));
  const start = performance.now();
  await Promise.all(clients.map(async (asker) => await asker.askAll()));
  return {
    firstTokenMs: clients.flatMap((asker) => asker.firstTokenMs),
    ms: performance.now() - start,
    pieces: clients.reduce((sum, asker) => sum + asker.pieces, 0),
  };
}

/** Questions of all lanes so far: no two are alike. */
let asked = 0;

class LaneClient {
  readonly #lane: Lane;
  readonly #run: LoadRun;
  #conversation: Turn[] = [];
  firstTokenMs: number[] = [];
  pieces = 0;

  constructor(lane: Lane, run: LoadRun) {
    this.#lane = lane;
    this.#run = run;
  }

  async begin(): Promise<void> {
    this.#lane.begin?.();
    await this.#lane.prepare?.();
    if (!this.#run.isGoingOn) return;
    await this.#ask();
    this.firstTokenMs = [];
    this.pieces = 0;
  }

  async askAll(): Promise<void> {
    for (let request = 0; request < this.#run.requestsPerLane; request++) {
      await this.#lane.prepare?.();
      await this.#ask();
      if (this.#run.pauseMs > 0) await sleep(this.#run.pauseMs);
    }
  }

  async #ask(): Promise<void> {
    const { question, answer } = nextQuestion(this.#run.countTo);
    const conversation: Turn[] = [
      ...(this.#run.isGoingOn ? this.#conversation : []),
      { role: 'user', content: question },
    ];
    let text = '';
    const start = performance.now();
    await this.#lane.ask(conversation, (piece) => {
      if (text === '') this.firstTokenMs.push(performance.now() - start);
      text += piece;
      this.pieces += 1;
    });
    if (text !== answer)
      throw new Error(`Asked for ${question}, the answer ends in ${text.slice(-80)}`);
    this.#conversation = [...conversation, { role: 'assistant', content: text }];
  }
}

function nextQuestion(countTo: number): { question: string; answer: string } {
  if (countTo > 0) {
    const numbers = Array.from({ length: countTo }, (_, index) => index + 1);
    return { question: `Count to ${countTo}`, answer: numbers.join(' ') };
  }
  asked += 1;
  const answer = `ready ${process.pid}-${asked}`;
  return { question: `Say exactly: ${answer}`, answer };
}
