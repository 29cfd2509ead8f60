"""The forms of this app's pages. A step's form is none of them: it is built from its sheet."""
