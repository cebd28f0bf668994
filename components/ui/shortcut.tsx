/** Keys as caps, from a text such as "Ctrl+Shift+O"; a space separates two ways to do the same. */
export function Shortcut({ keys }: { keys: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      {keys.split("+").map((key) => (
        <kbd
          key={key}
          className="min-w-5 rounded border border-line bg-sunken px-1 text-center font-mono text-[11px] text-muted leading-[18px]"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
