"""The demo locality's texts and names. Every person, ward and matter in it is made up."""
