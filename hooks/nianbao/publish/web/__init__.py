"""What every page of the site is made with: addresses, links, HTML, meta tags, policy."""
