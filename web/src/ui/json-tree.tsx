import type { VNode } from 'preact';
import style from './json-tree.module.css';

/** More members than these are folded at first. */
const openMembers = 20;

/** A JSON value as a tree whose branches fold. */
export function JsonTree({ value, depth = 0 }: { value: unknown; depth?: number }): VNode {
  if (typeof value !== 'object' || value === null) return <Leaf value={value} />;
  const isList = Array.isArray(value);
  const members = Object.entries(value);
  if (members.length === 0) return <span class={style['leaf']}>{isList ? '[]' : '{}'}</span>;
  return (
    <details class={style['tree']} open={depth < 2 && members.length <= openMembers}>
      <summary>{isList ? `List of ${members.length}` : membersText(members.length)}</summary>
      <ul>
        {members.map(([name, member]) => (
          <li key={name}>
            <span class={style['name']}>{name}</span>
            <JsonTree value={member} depth={depth + 1} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function membersText(length: number): string {
  return length === 1 ? '1 member' : `${length} members`;
}

function Leaf({ value }: { value: unknown }): VNode {
  return <span class={`${style['leaf']} ${style[typeof value]}`}>{JSON.stringify(value)}</span>;
}
