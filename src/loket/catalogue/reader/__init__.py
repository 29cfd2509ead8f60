"""From the files of a package folder to plain core objects. No Django here."""
