"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { Search } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { classNames } from "./class-names";

/** Options under one heading; `note` stands between the heading and the options. */
export type ComboboxGroup<Item> = { id: string; heading: string; note?: ReactNode; items: Item[] };

type ComboboxProps<Item> = {
  /** The accessible name of the field. */
  label: string;
  placeholder: string;
  groups: ComboboxGroup<Item>[];
  value: Item | null;
  keyOf: (item: Item) => string;
  /** What is searched. */
  textOf: (item: Item) => string;
  renderItem: (item: Item) => ReactNode;
  onSelect: (item: Item) => void;
  /** Said when nothing matches. */
  emptyText: string;
  className?: string;
};

/** A field that searches a grouped list, shown open; put it into a popover or a dialog. */
export function Combobox<Item>(props: ComboboxProps<Item>) {
  const { label, placeholder, groups, value, keyOf, textOf, renderItem, onSelect, emptyText } = props;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // On a touch screen the focus would bring the keyboard up over the list.
    if (matchMedia("(pointer: fine)").matches) input.current?.focus();
  }, []);
  return (
    <Base.Root<Item>
      inline
      open
      autoHighlight
      items={groups}
      value={value}
      onValueChange={(item) => item !== null && onSelect(item)}
      itemToStringLabel={textOf}
      isItemEqualToValue={(item, other) => keyOf(item) === keyOf(other)}
      filter={(item, query) => matches(textOf(item), query)}
    >
      <div className="flex items-center gap-2 border-line border-b px-3">
        <Search className="size-4 shrink-0 text-faint" aria-hidden />
        <Base.Input
          ref={input}
          aria-label={label}
          placeholder={placeholder}
          className="h-10 w-full bg-transparent text-sm outline-none placeholder:text-faint pointer-coarse:text-base"
        />
      </div>
      <Base.Empty>
        <p className="px-3 py-4 text-muted text-sm empty:hidden">{emptyText}</p>
      </Base.Empty>
      <Base.List className={classNames("overflow-y-auto overscroll-contain p-1", props.className)}>
        {(group: ComboboxGroup<Item>) => (
          <Base.Group key={group.id} items={group.items} className="pb-1">
            <Base.GroupLabel className="px-2 pt-2 pb-1 font-medium text-muted text-xs">
              {group.heading}
            </Base.GroupLabel>
            {group.note}
            <Base.Collection>
              {(item: Item) => (
                <Base.Item
                  key={keyOf(item)}
                  value={item}
                  className="cursor-default select-none rounded-md px-2 py-1.5 text-sm outline-none data-highlighted:bg-sunken data-selected:bg-accent-soft"
                >
                  {renderItem(item)}
                </Base.Item>
              )}
            </Base.Collection>
          </Base.Group>
        )}
      </Base.List>
    </Base.Root>
  );
}

/** Every word of the query occurs, in any order and case. */
function matches(text: string, query: string): boolean {
  const inText = text.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => inText.includes(word));
}
