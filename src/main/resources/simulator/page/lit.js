// The one place that knows where lit-html lives. Templates only: no directive here turns a string into markup.
import { Directive, directive } from '/simulator/lib/lit-html/directive.js';
import { noChange } from '/simulator/lib/lit-html/lit-html.js';

export { html, svg, render, nothing } from '/simulator/lib/lit-html/lit-html.js';
export { repeat } from '/simulator/lib/lit-html/directives/repeat.js';
export { guard } from '/simulator/lib/lit-html/directives/guard.js';
export { live } from '/simulator/lib/lit-html/directives/live.js';
export { ref } from '/simulator/lib/lit-html/directives/ref.js';
export { ifDefined } from '/simulator/lib/lit-html/directives/if-defined.js';

// A style attribute is forbidden by the page's content security policy; the object model is not.
class Look extends Directive {
  render() {
    return noChange;
  }

  update(part, [values]) {
    const style = part.element.style;
    for (const name of this.set ?? []) {
      if (!(name in values)) style.removeProperty(name);
    }
    this.set = Object.keys(values);
    for (const name of this.set) {
      if (values[name] === undefined || values[name] === '') style.removeProperty(name);
      else style.setProperty(name, values[name]);
    }
    return noChange;
  }
}

export const look = directive(Look);
