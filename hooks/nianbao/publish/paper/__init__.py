"""What goes on paper: manuscripts, typefaces, Typst's templates, typesetting."""
